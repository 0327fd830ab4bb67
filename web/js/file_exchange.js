// Files in (a file input, which needs a gesture) and out (a download).
addToLibrary({
    $fileExchange__deps: ['$host'],
    $fileExchange: {
        input: null,

        start() {
            const input = document.createElement('input');
            input.type = 'file';
            input.id = 'file';
            input.hidden = true;
            document.body.append(input);
            input.addEventListener('change', () => {
                const file = input.files[0];
                if (file) fileExchange.read(file);
                // So that choosing the same file again is a change.
                input.value = '';
            });
            fileExchange.input = input;
        },
        read(file) {
            file.arrayBuffer()
                .catch(() => new ArrayBuffer(0))
                .then((buffer) => {
                    const give = (bytes, size) =>
                        host.lendText(file.name, (name, nameSize) => _screen_file(name, nameSize, bytes, size));
                    host.enter(() => host.lend(new Uint8Array(buffer), give));
                });
        },
        clear() {
            if (fileExchange.input) fileExchange.input.remove();
            fileExchange.input = null;
        },
    },

    js_file_exchange_ask__deps: ['$fileExchange', '$host'],
    js_file_exchange_ask__sig: 'vpi',
    js_file_exchange_ask: (accept, size) => {
        if (!fileExchange.input) fileExchange.start();
        fileExchange.input.accept = host.text(accept, size);
        fileExchange.input.click();
    },

    js_file_exchange_hand_out__deps: ['$host'],
    js_file_exchange_hand_out__sig: 'vpipipi',
    js_file_exchange_hand_out: (name, nameSize, type, typeSize, bytes, size) => {
        const blob = new Blob([HEAPU8.slice(bytes, bytes + size)], { type: host.text(type, typeSize) });
        const link = document.createElement('a');
        link.href = URL.createObjectURL(blob);
        link.download = host.text(name, nameSize);
        link.click();
        // Browsers read the blob after the click returns; a minute is plenty.
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
});
