// Frames on demand, and what the page around the canvas does: address, theme, visibility, cursor, links.
addToLibrary({
    $frames__deps: ['$host', '$textInput'],
    $frames: {
        animation: 0,
        timer: 0,
        dueAt: 0,

        // At most one frame is pending; the sooner wish wins.
        request(delay) {
            if (frames.animation) return;
            const dueAt = performance.now() + delay;
            if (delay > 0 && frames.timer && frames.dueAt <= dueAt) return;
            clearTimeout(frames.timer);
            frames.timer = 0;
            if (delay > 0) {
                frames.dueAt = dueAt;
                frames.timer = setTimeout(() => {
                    frames.timer = 0;
                    frames.request(0);
                }, delay);
            } else {
                frames.animation = requestAnimationFrame(frames.run);
            }
        },
        run() {
            frames.animation = 0;
            host.enter(() => frames.count(_screen_frame(performance.now())));
        },
        // Draws until what was just put in has been dealt with, inside the gesture: only there may a keyboard be opened,
        // a file be asked for, something be copied.
        settle() {
            host.enter(() => frames.count(_screen_settle(performance.now())));
        },
        count(drawn) {
            globalThis.xingke.frames += drawn;
            textInput.reconcile();
            if (drawn > 0 && Module['onFirstFrame']) {
                Module['onFirstFrame']();
                Module['onFirstFrame'] = null;
            }
        },
        clear() {
            clearTimeout(frames.timer);
            cancelAnimationFrame(frames.animation);
            frames.timer = frames.animation = 0;
        },
    },

    js_window_request_frame__deps: ['$frames'],
    js_window_request_frame__sig: 'vi',
    js_window_request_frame: (delay) => frames.request(delay),

    $page__deps: ['$host'],
    $page: {
        address: '',

        start() {
            page.address = location.hash;
            // Both events come for a typed address, one of them for the Back button.
            addEventListener('popstate', page.follow);
            addEventListener('hashchange', page.follow);
            for (const name of ['online', 'offline']) addEventListener(name, page.tellState);
            document.addEventListener('visibilitychange', page.tellState);
            for (const what of ['color-scheme: dark', 'contrast: more']) {
                page.query(what).addEventListener('change', () => host.enter(() => _screen_theme_changed()));
            }
            page.tellState();
        },
        follow() {
            if (location.hash === page.address) return;
            page.address = location.hash;
            host.enter(() => host.lendText(page.address, (at, size) => _screen_address(at, size)));
        },
        tellState() {
            const isVisible = document.visibilityState !== 'hidden';
            host.enter(() => _screen_host_state(navigator.onLine === false ? 0 : 1, isVisible ? 1 : 0));
        },
        // The same map app has other addresses on Apple's systems, and geo: is unknown there.
        localAddress(address) {
            if (!/iPhone|iPad|Mac/.test(navigator.platform)) return address;
            const place = /^geo:([-\d.]+,[-\d.]+)(?:\?q=[^(]*\((.*)\))?$/.exec(address);
            if (place) return 'maps:?ll=' + place[1] + '&q=' + (place[2] || place[1]);
            return address.replace(/^amapuri:\/\/route\/plan\//, 'iosamap://path');
        },
        query(what) {
            return matchMedia('(prefers-' + what + ')');
        },
        setAddress(fragment, replace) {
            if (fragment === page.address) return;
            page.address = fragment;
            const url = fragment || location.pathname + location.search;
            try {
                if (replace) history.replaceState(null, '', url);
                else history.pushState(null, '', url);
            } catch (error) {
                // Safari refuses more than 100 in ten seconds; the address is then behind, and nothing else.
                console.warn('address_refused error=' + error.name);
            }
        },
    },

    js_window_start__deps: ['$page'],
    js_window_start__sig: 'v',
    js_window_start: () => page.start(),

    js_window_prefers_dark__deps: ['$page'],
    js_window_prefers_dark__sig: 'i',
    js_window_prefers_dark: () => (page.query('color-scheme: dark').matches ? 1 : 0),

    js_window_prefers_more_contrast__deps: ['$page'],
    js_window_prefers_more_contrast__sig: 'i',
    js_window_prefers_more_contrast: () => (page.query('contrast: more').matches ? 1 : 0),

    js_window_prefers_reduced_motion__deps: ['$page'],
    js_window_prefers_reduced_motion__sig: 'i',
    js_window_prefers_reduced_motion: () => (page.query('reduced-motion: reduce').matches ? 1 : 0),

    js_window_language__deps: ['$host'],
    js_window_language__sig: 'i',
    js_window_language: () => host.keepText(navigator.language || ''),

    js_window_address__deps: ['$host'],
    js_window_address__sig: 'i',
    js_window_address: () => host.keepText(location.hash),

    js_window_set_address__deps: ['$page', '$host'],
    js_window_set_address__sig: 'vpii',
    js_window_set_address: (fragment, size, replace) => page.setAddress(host.text(fragment, size), replace !== 0),

    // Only what hands over to another program or another site: an address may come from a record, so never a script.
    js_window_open_link__deps: ['$host'],
    js_window_open_link__sig: 'vpi',
    js_window_open_link: (at, size) => {
        const address = host.text(at, size);
        if (/^https?:/i.test(address)) window.open(address, '_blank', 'noopener');
        else if (/^(tel|sms|mailto|geo|weixin|amapuri|baidumap):/i.test(address)) location.href = page.localAddress(address);
    },

    js_window_reload__sig: 'v',
    js_window_reload: () => Module['reload'](),

    // The pages lie beside the canvas for as long as the dialog is open; app.css shows them to the printer alone.
    js_window_print__deps: ['$host'],
    js_window_print__sig: 'vpi',
    js_window_print: (at, size) => {
        const pages = new DOMParser().parseFromString(host.text(at, size), 'text/html').body;
        const paper = document.createElement('div');
        paper.id = 'paper';
        paper.append(...pages.childNodes);
        document.body.append(paper);
        addEventListener('afterprint', () => paper.remove(), { once: true });
        // After this frame: the dialog holds up everything else.
        setTimeout(() => print());
    },

    js_window_set_theme_color__sig: 'vi',
    js_window_set_theme_color: (rgba) => {
        const color = '#' + (rgba >>> 8).toString(16).padStart(6, '0');
        for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = color;
        document.documentElement.style.backgroundColor = color;
    },

    // In the order of ImGuiMouseCursor_.
    js_window_set_cursor__sig: 'vi',
    js_window_set_cursor: (cursor) => {
        const names = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'wait',
            'progress', 'not-allowed'];
        Module['canvas'].style.cursor = names[cursor] || 'none';
    },
});
