// Our log lines, on the browser's console.
addToLibrary({
    js_log__deps: ['$host'],
    js_log__sig: 'vipi',
    js_log: (level, text, size) => {
        const line = host.text(text, size);
        if (level >= 3) console.error(line);
        else if (level === 2) console.warn(line);
        else if (level === 1) console.info(line);
        else console.debug(line);
    },
});
