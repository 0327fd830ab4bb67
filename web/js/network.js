// The server this app came from: fetch with a time limit, and one WebSocket. Addresses are relative to where the app
// lies, so that it may lie below a folder. Every answer wakes the data worker's pump (Module.afterEvent).
addToLibrary({
    $network__deps: ['$host'],
    $network: {
        socket: null,

        address(path) {
            return new URL('.' + path, Module['baseUrl']);
        },
        headers(lines) {
            return lines
                .split('\n')
                .filter((line) => line)
                .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
        },
        // What is worth it goes up compressed, where the browser can.
        pack: async (path, body) => {
            if (path !== '/sync' || !body || body.length < 512 || typeof CompressionStream === 'undefined') return null;
            const packed = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'));
            return new Response(packed).arrayBuffer();
        },
        answer(token, request, status, body) {
            host.enter(() => host.lend(body, (at, size) => _network_answer(token, request, status, at, size)));
            Module['afterEvent']();
        },
        clear() {
            if (network.socket) network.socket.close();
            network.socket = null;
        },
    },

    js_network_is_online__sig: 'i',
    js_network_is_online: () => (navigator.onLine === false ? 0 : 1),

    js_network_send__deps: ['$network'],
    js_network_send__sig: 'vpipipipipii',
    js_network_send: (token, request, method, methodSize, path, pathSize, headers, headersSize, body, bodySize, timeout) => {
        const abort = new AbortController();
        const timer = setTimeout(() => abort.abort(), timeout);
        const called = host.text(path, pathSize);
        const plain = bodySize > 0 ? HEAPU8.slice(body, body + bodySize) : undefined;
        const options = {
            method: host.text(method, methodSize),
            headers: network.headers(host.text(headers, headersSize)),
            body: plain,
            cache: 'no-store',
            redirect: 'error',
            signal: abort.signal,
        };
        network
            .pack(called, plain)
            .then((packed) => {
                if (packed) {
                    options.body = packed;
                    options.headers.push(['Content-Encoding', 'gzip']);
                }
                return fetch(network.address(called), options);
            })
            .then((response) => response.arrayBuffer().then((bytes) => [response.status, new Uint8Array(bytes)]))
            .catch(() => [0, new Uint8Array(0)])
            .then(([status, bytes]) => {
                clearTimeout(timer);
                network.answer(token, request, status, bytes);
            });
    },

    js_network_open_live__deps: ['$network'],
    js_network_open_live__sig: 'vppipi',
    js_network_open_live: (token, path, pathSize, hello, helloSize) => {
        network.clear();
        const address = network.address(host.text(path, pathSize));
        address.protocol = address.protocol.replace('http', 'ws');
        const greeting = host.text(hello, helloSize);
        // A socket that is not the present one any more has nothing to say.
        const tell = (socket, call) => {
            if (network.socket !== socket) return;
            host.enter(call);
            Module['afterEvent']();
        };
        let socket = {};
        const close = () => {
            tell(socket, () => {
                network.socket = null;
                _network_live_closed(token);
            });
        };
        try {
            socket = new WebSocket(address);
        } catch {
            network.socket = socket;
            setTimeout(close, 0);
            return;
        }
        network.socket = socket;
        socket.binaryType = 'arraybuffer';
        socket.onopen = () => socket.send(greeting);
        socket.onclose = close;
        socket.onmessage = (event) => {
            if (typeof event.data === 'string') return;
            tell(socket, () =>
                host.lend(new Uint8Array(event.data), (at, size) => _network_live_message(token, at, size)),
            );
        };
    },

    js_network_close_live__deps: ['$network'],
    js_network_close_live__sig: 'v',
    js_network_close_live: () => network.clear(),
});
