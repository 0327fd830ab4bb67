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
        // Long side at most 1600 pixels, as JPEG: whatever else the camera wrote stays behind. Null: no picture.
        shrink: async (file) => {
            if (!/^image\/(jpeg|png|webp|heic|bmp)$/.test(file.type)) return null;
            const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
            const scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
            const whole = await fileExchange.jpeg(bitmap, [0, 0, bitmap.width, bitmap.height], [scale * bitmap.width, scale * bitmap.height], 0.82);
            const side = Math.min(bitmap.width, bitmap.height);
            const middle = [(bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side];
            let small = null;
            for (const [size, quality] of [[192, 0.7], [160, 0.6], [96, 0.5]]) {
                small = await fileExchange.jpeg(bitmap, middle, [size, size], quality);
                if (small.size <= 8192) break;
            }
            bitmap.close();
            return { whole, small };
        },
        jpeg(bitmap, from, [width, height], quality) {
            const canvas = document.createElement('canvas');
            canvas.width = Math.max(1, Math.round(width));
            canvas.height = Math.max(1, Math.round(height));
            const context = canvas.getContext('2d');
            context.fillStyle = '#fff';
            context.fillRect(0, 0, canvas.width, canvas.height);
            context.drawImage(bitmap, ...from, 0, 0, canvas.width, canvas.height);
            return new Promise((resolve, reject) =>
                canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
            );
        },
        pickOne: async (file) => {
            // A picture that this browser cannot read is kept as it is.
            const shrunk = await fileExchange.shrink(file).catch(() => null);
            const bytes = await (shrunk ? shrunk.whole : file).arrayBuffer().catch(() => new ArrayBuffer(0));
            const thumbnail = shrunk ? String.fromCharCode(...new Uint8Array(await shrunk.small.arrayBuffer())) : '';
            const name = shrunk ? file.name.replace(/\.[^.]*$/, '') + '.jpg' : file.name;
            const type = shrunk ? 'image/jpeg' : file.type;
            const give = (...lent) =>
                host.lend(new Uint8Array(bytes), (at, size) => _screen_picked(...lent.flat(), at, size));
            const lendAll = (texts, lent) =>
                texts.length === 0
                    ? give(...lent)
                    : host.lendText(texts[0], (at, size) => lendAll(texts.slice(1), [...lent, [at, size]]));
            host.enter(() => lendAll([name, type, btoa(thumbnail)], []));
        },
        pick(accept, fromCamera) {
            const input = document.createElement('input');
            input.type = 'file';
            input.id = 'pick';
            input.hidden = true;
            input.accept = accept;
            if (fromCamera) input.setAttribute('capture', 'environment');
            else input.multiple = true;
            const old = document.getElementById('pick');
            if (old) old.remove();
            document.body.append(input);
            input.addEventListener('change', async () => {
                // One after the other: each needs the memory of a whole photo.
                for (const file of input.files) await fileExchange.pickOne(file);
                input.remove();
            });
            input.click();
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

    js_file_exchange_pick__deps: ['$fileExchange', '$host'],
    js_file_exchange_pick__sig: 'vpii',
    js_file_exchange_pick: (accept, size, fromCamera) => fileExchange.pick(host.text(accept, size), fromCamera !== 0),

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
