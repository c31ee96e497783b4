//! `kohtaanto serve` as a process: it ends in ten seconds whatever its clients do.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server on a folder of its own, killed with the test.
struct Server {
    child: Child,
    /// `host:port`.
    address: String,
    _folder: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
            command.arg("--data").arg(folder.path().join("data"));
            command
        };
        assert!(program().arg("init").output().unwrap().status.success());
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = said.find_map(|line| {
            let line = line.unwrap();
            Some(line.split_once("listening on http://")?.1.to_owned())
        });
        // What it says afterwards is read too, so that it is never held up by it.
        std::thread::spawn(move || said.for_each(drop));
        Self {
            child,
            address: address.expect("it says where it listens"),
            _folder: folder,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_server_told_to_stop_ends_in_ten_seconds_with_two_hundred_half_open_sockets() {
    let mut server = Server::start();
    let parts = [
        "",
        "GET / HT",
        "GET /api/v1/health/ready HTTP/1.1\r\nhost: a\r\n",
        "POST /fi/login HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 90\r\n\r\nkey=",
        "GET /api/v1/openapi.json HTTP/1.1\r\nhost: a\r\n\r\n",
    ];
    // All that one address may leave open before it has asked, and others that have.
    let sockets: Vec<TcpStream> = (0..200)
        .map(|n| {
            let mut socket = TcpStream::connect(&server.address).unwrap();
            socket.write_all(parts[n % parts.len()].as_bytes()).unwrap();
            socket
        })
        .collect();
    std::thread::sleep(Duration::from_millis(300));
    let begun = Instant::now();
    let told = Command::new("kill")
        .args(["-TERM", &server.child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    let ended = loop {
        if let Some(ended) = server.child.try_wait().unwrap() {
            break ended;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "still running after ten seconds"
        );
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(ended.success(), "{ended}");
    eprintln!("it ended after {:?}", begun.elapsed());
    drop(sockets);
}
