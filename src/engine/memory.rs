//! Memory that the allocator keeps after large work, given back to the system.
#![expect(
    unsafe_code,
    reason = "the allocator of the C library can be told so only through it; the one call stands here"
)]

/// Gives back what is free in the heap: reading the projection in or a table of everybody leaves some
/// hundred megabytes that nothing will ask for again soon. Takes some milliseconds; elsewhere than on
/// glibc it does nothing.
pub(super) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: `malloc_trim` takes a number and locks the heap itself; no pointer passes.
    unsafe {
        libc::malloc_trim(0);
    }
}
