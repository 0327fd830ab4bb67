// Where the device is. Satellites need no network; a position of the last half minute is good enough.
addToLibrary({
    $whereabouts__deps: ['$host'],
    $whereabouts: {
        ask(request) {
            let isAnswered = false;
            const answer = (outcome, latitude, longitude, accuracy) => {
                if (isAnswered) return;
                isAnswered = true;
                host.enter(() => _screen_located(request, outcome, latitude, longitude, accuracy));
            };
            // Answered later, as the caller expects, also when there is nothing to ask.
            if (!navigator.geolocation) {
                setTimeout(() => answer(2, 0, 0, 0));
                return;
            }
            // The browser's own limit does not count while its question to the person stands.
            setTimeout(() => answer(2, 0, 0, 0), 20000);
            const e7 = (degrees) => Math.round(degrees * 1e7);
            navigator.geolocation.getCurrentPosition(
                ({ coords }) => answer(0, e7(coords.latitude), e7(coords.longitude), Math.min(Math.ceil(coords.accuracy), 1e8)),
                (error) => answer(error.code === 1 ? 1 : 2, 0, 0, 0),
                { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
            );
        },
    },

    js_location_ask__deps: ['$whereabouts'],
    js_location_ask__sig: 'vi',
    js_location_ask: (request) => whereabouts.ask(request),
});
