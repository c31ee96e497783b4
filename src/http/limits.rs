//! How often a client may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::errors::Problem;

/// Requests a second and at once, by address of the client.
pub(super) struct Limits {
    requests: DefaultKeyedRateLimiter<IpAddr>,
    logins: DefaultKeyedRateLimiter<IpAddr>,
}

const REQUESTS_PER_SECOND: NonZeroU32 = NonZeroU32::new(50).unwrap();
const REQUESTS_AT_ONCE: NonZeroU32 = NonZeroU32::new(200).unwrap();
const LOGINS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();
const ADDRESSES_KEPT: usize = 10_000;

impl Default for Limits {
    fn default() -> Self {
        let often = Quota::per_second(REQUESTS_PER_SECOND).allow_burst(REQUESTS_AT_ONCE);
        Self {
            requests: RateLimiter::keyed(often),
            logins: RateLimiter::keyed(Quota::per_minute(LOGINS_PER_MINUTE)),
        }
    }
}

impl Limits {
    /// Lets a request in, or says when to come again.
    pub(super) fn admit(&self, client: IpAddr) -> Result<(), Problem> {
        check(&self.requests, client)
    }

    /// Lets an attempt to log in in, or says when to come again.
    pub(super) fn admit_login(&self, client: IpAddr) -> Result<(), Problem> {
        check(&self.logins, client)
    }
}

fn check(limiter: &DefaultKeyedRateLimiter<IpAddr>, client: IpAddr) -> Result<(), Problem> {
    if limiter.len() > ADDRESSES_KEPT {
        limiter.retain_recent();
    }
    limiter.check_key(&client).map_err(|not_until| {
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        Problem::too_many(
            u32::try_from(wait.as_secs())
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_login_in_a_minute_waits() {
        let limits = Limits::default();
        let client = IpAddr::from([10, 0, 0, 1]);
        for _ in 0..10 {
            limits.admit_login(client).unwrap();
        }
        let problem = limits.admit_login(client).unwrap_err();
        assert!((1..=7).contains(&problem.retry_after.unwrap()));
        limits.admit_login(IpAddr::from([10, 0, 0, 2])).unwrap();
    }
}
