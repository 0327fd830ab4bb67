// The border itself: calls into C++, borrowed texts and buffers, answers waiting to be taken, and what happens when it breaks.
// C++ never calls itself through us: an event that arrives during a call (focus() fires its events at once) waits until it ends.
addToLibrary({
    $host__deps: ['malloc', 'free'],
    // For start.js and data_worker.js, which call exports too.
    $host__postset: 'Module["host"] = host;',
    $host: {
        isInside: false,
        isDead: false,
        waiting: [],
        answer: null,
        failure: '',
        decoder: null,
        encoder: null,

        // Runs `call`, which calls into C++, now or right after the call under way; its value only when it ran now.
        enter(call) {
            if (host.isDead) return undefined;
            if (host.isInside) {
                host.waiting.push(call);
                return undefined;
            }
            host.isInside = true;
            try {
                const result = call();
                while (host.waiting.length > 0) host.waiting.shift()();
                return result;
            } catch (error) {
                host.die(error);
                return undefined;
            } finally {
                host.isInside = false;
            }
        },
        // After a trap the instance's memory means nothing any more: it is never entered again.
        die(error) {
            console.error(error);
            host.isDead = true;
            host.waiting = [];
            Module['onFailure'](host.failure || String((error && error.message) || error));
        },

        text(at, size) {
            host.decoder = host.decoder || new TextDecoder();
            return host.decoder.decode(HEAPU8.subarray(at, at + size));
        },
        bytes(text) {
            host.encoder = host.encoder || new TextEncoder();
            return host.encoder.encode(text);
        },
        // Lends bytes to C++ for one call: lend(bytes, (at, size) => _export(at, size)).
        lend(bytes, call) {
            const at = _malloc(bytes.length || 1);
            if (!at) throw new RangeError('out of memory');
            HEAPU8.set(bytes, at);
            try {
                return call(at, bytes.length);
            } finally {
                // After a trap the heap may be broken, and nobody will use it.
                if (!host.isDead) _free(at);
            }
        },
        lendText(text, call) {
            return host.lend(host.bytes(text), call);
        },
        // Keeps what js_host_take() will copy, and gives its size.
        keep(bytes) {
            host.answer = bytes;
            return bytes.length;
        },
        keepText(text) {
            return host.keep(host.bytes(text));
        },
        clear() {
            host.waiting = [];
            host.answer = null;
        },
    },

    js_host_take__deps: ['$host'],
    js_host_take__sig: 'vp',
    js_host_take: (into) => {
        HEAPU8.set(host.answer, into);
        host.answer = null;
    },

    js_host_failing__deps: ['$host'],
    js_host_failing__sig: 'vpi',
    js_host_failing: (text, size) => {
        host.failure = host.text(text, size);
    },

    // Reads what base/bytes.h writes. Both ends are one build: what does not fit is a bug, and reading on would throw.
    $byteReader__deps: ['$host'],
    $byteReader: (start, size) => {
        const end = start + size;
        const view = new DataView(HEAPU8.buffer, start, size);
        let at = 0;
        const reader = {
            u8: () => view.getUint8(at++),
            boolean: () => view.getUint8(at++) !== 0,
            u32: () => view.getUint32((at += 4) - 4, true),
            f32: () => view.getFloat32((at += 4) - 4, true),
            // Counts and sizes below 2^31 only.
            varint: () => {
                let value = 0;
                for (let shift = 0; ; shift += 7) {
                    const byte = view.getUint8(at++);
                    value |= (byte & 127) << shift;
                    if (byte < 128) return value;
                }
            },
            zigzag: () => {
                const value = reader.varint();
                return (value >>> 1) ^ -(value & 1);
            },
            text: () => {
                const length = reader.varint();
                at += length;
                return start + at <= end ? host.text(start + at - length, length) : '';
            },
            rect: () => ({ x: reader.f32(), y: reader.f32(), width: reader.f32(), height: reader.f32() }),
        };
        return reader;
    },
});
