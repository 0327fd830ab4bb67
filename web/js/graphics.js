// The WebGL 2 context of the page's one canvas. When the browser takes it away (it does, in the background) the screen is
// told, and told again when it is given back.
addToLibrary({
    js_graphics_start__deps: ['$GL', '$host'],
    js_graphics_start__sig: 'i',
    js_graphics_start: () => {
        const canvas = Module['canvas'];
        const attributes = {
            alpha: false,
            antialias: false,
            depth: false,
            stencil: false,
            preserveDrawingBuffer: Module['isTest'],
            powerPreference: 'low-power',
            majorVersion: 2,
            minorVersion: 0,
            enableExtensionsByDefault: false,
        };
        const context = GL.createContext(canvas, attributes);
        if (!context) return 0;
        GL.makeContextCurrent(context);
        canvas.addEventListener('webglcontextlost', (event) => {
            event.preventDefault();
            host.enter(() => _screen_graphics_lost());
        });
        canvas.addEventListener('webglcontextrestored', () => host.enter(() => _screen_graphics_restored()));
        return 1;
    },
});
