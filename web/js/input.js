// Pointers, wheel, keys and the size of the view. A tap on a field goes to text_input.js first, inside the gesture.
addToLibrary({
    $input__deps: ['$host', '$frames', '$textInput'],
    $input: {
        presses: {},
        isKeyboardUsed: false,
        tapDistance: 8,
        tapTime: 500,

        start() {
            const canvas = Module['canvas'];
            canvas.addEventListener('pointerdown', input.onDown);
            canvas.addEventListener('pointermove', input.onMove);
            canvas.addEventListener('pointerup', input.onUp);
            canvas.addEventListener('pointercancel', (event) => input.tell(event, 3));
            canvas.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && input.tell(event, 4));
            // The default would take the focus from the field being edited.
            canvas.addEventListener('mousedown', (event) => event.preventDefault());
            canvas.addEventListener('contextmenu', (event) => event.preventDefault());
            addEventListener('wheel', input.onWheel, { passive: false });
            addEventListener('keydown', (event) => input.onKey(event, 1));
            addEventListener('keyup', (event) => input.onKey(event, 0));
            for (const name of ['resize', 'orientationchange', 'focusin', 'focusout', 'pageshow']) {
                addEventListener(name, input.measureSoon);
            }
            if (window.visualViewport) visualViewport.addEventListener('resize', input.measureSoon);
            input.watchScale();
            input.measure();
        },

        // phase: 0 down, 1 move, 2 up, 3 cancel, 4 leave, as ui::PointerPhase.
        tell(event, phase) {
            const kind = { touch: 1, pen: 2 }[event.pointerType] || 0;
            const button = { 1: 1, 2: 2 }[event.button] || 0;
            host.enter(() =>
                _screen_pointer(event.pointerId, kind, phase, event.clientX, event.clientY, button, event.timeStamp),
            );
        },
        onDown(event) {
            input.isKeyboardUsed = false;
            Module['canvas'].setPointerCapture(event.pointerId);
            input.presses[event.pointerId] = { x: event.clientX, y: event.clientY, time: event.timeStamp };
            // A mouse enters a field when pressed, a finger when it is lifted without having moved.
            if (event.pointerType === 'mouse' && event.button === 0) textInput.press(event.clientX, event.clientY, true);
            input.tell(event, 0);
        },
        // The browser gives a frame's moves as one. A finger's speed needs them all, where frames are slow above all.
        onMove(event) {
            const moves = event.pointerType === 'mouse' ? [] : event.getCoalescedEvents?.() ?? [];
            for (const move of moves.length > 0 ? moves : [event]) input.tell(move, 1);
        },
        onUp(event) {
            const press = input.presses[event.pointerId];
            delete input.presses[event.pointerId];
            if (press && event.pointerType !== 'mouse') {
                const distance = Math.hypot(event.clientX - press.x, event.clientY - press.y);
                if (distance <= input.tapDistance && event.timeStamp - press.time < input.tapTime) {
                    textInput.press(event.clientX, event.clientY, false);
                }
            }
            input.tell(event, 2);
            frames.settle();
        },
        onWheel(event) {
            // With Ctrl it is the browser's zoom; over a long text being edited it scrolls that.
            if (event.ctrlKey || (textInput.owns(event.target) && event.target.scrollHeight > event.target.clientHeight + 1)) return;
            if (event.target.closest('#panel')) return;
            event.preventDefault();
            const pixels = [1, 16, innerHeight][event.deltaMode];
            host.enter(() =>
                _screen_wheel(event.clientX, event.clientY, event.deltaX * pixels, event.deltaY * pixels),
            );
        },

        onKey(event, isDown) {
            const target = event.target;
            if (textInput.owns(target) || (target.closest && target.closest('#panel'))) return;
            input.isKeyboardUsed = true;
            input.key(event, isDown);
        },
        // Gives a key to the app; what the app used, the browser does not get.
        key(event, isDown) {
            if (event.isComposing || event.keyCode === 229) return;
            const flags = event.ctrlKey | (event.shiftKey << 1) | (event.altKey << 2) | (event.metaKey << 3);
            const isUsed = host.enter(() =>
                host.lendText(event.key, (at, size) => _screen_key(at, size, isDown, flags)),
            );
            if (isUsed) event.preventDefault();
            const opens = event.ctrlKey || event.metaKey || ['Enter', ' ', 'Tab', 'Escape'].includes(event.key);
            if (isDown && opens) frames.settle();
        },

        measureSoon() {
            // At the event itself Safari still gives the size before.
            requestAnimationFrame(input.measure);
        },
        watchScale() {
            matchMedia('(resolution: ' + devicePixelRatio + 'dppx)').addEventListener(
                'change',
                () => {
                    input.watchScale();
                    input.measureSoon();
                },
                { once: true },
            );
        },
        measure() {
            const viewport = window.visualViewport;
            // Zoomed with two fingers, the visual viewport is a part of the page and not what a keyboard left over.
            const isZoomed = viewport && viewport.scale > 1.01;
            const height = viewport && !isZoomed ? Math.min(innerHeight, viewport.height) : innerHeight;
            if (viewport && !isZoomed && viewport.offsetTop > 0) scrollTo(0, 0);
            const scale = Math.min(devicePixelRatio || 1, 3);
            const canvas = Module['canvas'];
            const pixelWidth = Math.max(1, Math.round(innerWidth * scale));
            const pixelHeight = Math.max(1, Math.round(height * scale));
            const inset = getComputedStyle(document.getElementById('safe_area'));
            const isKeyboardUp = innerHeight - height > 100;
            const view = [
                // A little more, so that the number of pixels computed from it is not one too few.
                (pixelWidth + 0.01) / scale, (pixelHeight + 0.01) / scale, scale,
                parseFloat(inset.paddingTop) || 0, parseFloat(inset.paddingRight) || 0,
                isKeyboardUp ? 0 : parseFloat(inset.paddingBottom) || 0, parseFloat(inset.paddingLeft) || 0,
            ];
            if (String(view) === input.view) return;
            input.view = String(view);
            canvas.style.width = pixelWidth / scale + 'px';
            canvas.style.height = pixelHeight / scale + 'px';
            if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
                canvas.width = pixelWidth;
                canvas.height = pixelHeight;
            }
            host.enter(() => _screen_view(...view));
            // A canvas that changed its size is empty: drawn at once, nothing flashes.
            if (document.visibilityState !== 'hidden') frames.settle();
        },
        view: '',
        clear() {
            input.presses = {};
            input.view = '';
        },
    },

    js_input_start__deps: ['$input'],
    js_input_start__sig: 'v',
    js_input_start: () => input.start(),
});
