// Copying, inside the gesture that asked for it.
addToLibrary({
    // Where the clipboard may not be written (http on another machine, old browsers), the old command still works.
    $copyByCommand: (text) => {
        const area = document.createElement('textarea');
        area.value = text;
        area.className = 'off-screen';
        document.body.append(area);
        area.select();
        document.execCommand('copy');
        area.remove();
    },

    js_clipboard_copy__deps: ['$host', '$copyByCommand'],
    js_clipboard_copy__sig: 'vpi',
    js_clipboard_copy: (at, size) => {
        const text = host.text(at, size);
        if (navigator.clipboard) navigator.clipboard.writeText(text).catch(() => copyByCommand(text));
        else copyByCommand(text);
    },
});
