//! Memory that the allocator keeps after large work, given back to the system.
#![cfg_attr(
    all(target_os = "linux", target_env = "gnu"),
    expect(
        unsafe_code,
        reason = "the allocator of the C library can be told so only through it; the one call stands here"
    )
)]

/// Gives back what is free in the heap: reading the projection in or a table of everybody leaves some
/// hundred megabytes that nothing will ask for again soon. Elsewhere than on glibc it does nothing.
pub(super) async fn give_back() {
    // Some milliseconds, in which nobody who answers is to wait.
    let _ = tokio::task::spawn_blocking(trim).await;
}

fn trim() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: `malloc_trim` takes a number and locks the heap itself; no pointer passes.
    unsafe {
        libc::malloc_trim(0);
    }
}
