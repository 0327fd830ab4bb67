// The wall clock, the monotonic clock, the time zone.
addToLibrary({
    js_clock_now__sig: 'd',
    js_clock_now: () => Date.now(),

    js_clock_monotonic__sig: 'd',
    js_clock_monotonic: () => performance.now(),

    js_clock_utc_offset__sig: 'id',
    js_clock_utc_offset: (at) => -new Date(at).getTimezoneOffset() || 0,
});
