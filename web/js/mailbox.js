// Frames to the other instance. Module.sendFrame is given by start.js and data_worker.js; it takes the buffer over.
addToLibrary({
    js_mailbox_send__sig: 'vpi',
    js_mailbox_send: (bytes, size) => {
        Module['sendFrame'](HEAPU8.slice(bytes, bytes + size).buffer);
    },
});
