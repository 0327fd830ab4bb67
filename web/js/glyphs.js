// Glyphs from the device's own fonts, drawn on a 2D canvas that the browser keeps in main memory.
addToLibrary({
    // The same stack as app.css gives the input elements, so that text does not move when its field is entered.
    $glyphs__deps: ['$host'],
    $glyphs: {
        families: [
            '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif',
            'ui-monospace,"SF Mono","Cascadia Mono",Consolas,"Noto Sans Mono CJK SC",monospace',
        ],
        context: null,
        font: '',
        missing: null,
        // Whether what is drawn can be read back. Browsers that keep devices from being recognised by their fonts give
        // noise instead; their glyphs go from the canvas into the texture without being read (js_glyphs_upload).
        isReadable: true,

        // A canvas in the page, not an OffscreenCanvas: its lang decides which form of a shared Han character is drawn.
        select(face, size) {
            if (!glyphs.context) {
                const canvas = document.createElement('canvas');
                canvas.lang = 'zh-CN';
                canvas.hidden = true;
                canvas.width = canvas.height = 128;
                document.body.append(canvas);
                glyphs.context = canvas.getContext('2d', { willReadFrequently: true });
                glyphs.missing = {};
                glyphs.isReadable = glyphs.readsBack(glyphs.context);
            }
            const font = (face === 1 ? '600 ' : '') + size + 'px ' + glyphs.families[face === 2 ? 1 : 0];
            if (glyphs.font !== font) {
                glyphs.context.font = font;
                glyphs.font = font;
            }
            return glyphs.context;
        },
        // One half is painted and the other is not. A little noise does not show.
        readsBack(context) {
            context.fillStyle = '#fff';
            context.fillRect(0, 0, 16, 16);
            const { data } = context.getImageData(0, 0, 32, 16);
            let wrong = 0;
            for (let at = 3; at < data.length; at += 4) {
                if (Math.abs(data[at] - (at % 128 < 64 ? 255 : 0)) > 16) wrong++;
            }
            return wrong < 16;
        },
        grow(context, side) {
            if (side <= context.canvas.width) return;
            context.canvas.width = context.canvas.height = Math.ceil(side / 64) * 64;
            // A canvas that changes its size forgets everything else.
            context.font = glyphs.font;
        },
        // Draws `text` into the canvas's top left corner; `left` and `top` count from the pen on the base line.
        paint(context, text) {
            const box = context.measureText(text);
            const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
            const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
            const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
            const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
            const isBlank = !(box.actualBoundingBoxRight > -box.actualBoundingBoxLeft);
            if (isBlank) return { left: 0, top: 0, width: 0, height: 0, advance: box.width };
            glyphs.grow(context, Math.max(width, height));
            context.clearRect(0, 0, width, height);
            context.fillStyle = '#fff';
            context.fillText(text, -left, -top);
            return { left, top, width, height, advance: box.width };
        },
        // The same, with its pixels: empty ones where they cannot be read.
        rasterise(context, text) {
            const glyph = glyphs.paint(context, text);
            const isReadable = glyphs.isReadable && glyph.width > 0;
            glyph.rgba = isReadable
                ? context.getImageData(0, 0, glyph.width, glyph.height).data
                : new Uint8ClampedArray(4 * glyph.width * glyph.height);
            return glyph;
        },
        // White text has white pixels; an emoji brings its own.
        isColoured(text, rgba) {
            if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text)) return false;
            if (!glyphs.isReadable) return true;
            for (let at = 0; at < rgba.length; at += 4) {
                if (rgba[at + 3] > 32 && Math.min(rgba[at], rgba[at + 1], rgba[at + 2]) < 200) return true;
            }
            return false;
        },
        // What the fonts draw for a character that nobody has: compared with only where that may be, beyond the common blocks.
        isMissing(context, code, glyph) {
            const isCommon = code < 0x250 || (code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3130) ||
                (code >= 0x4e00 && code < 0x9fa6) || (code >= 0xff00 && code < 0xfff0);
            if (isCommon || !glyphs.isReadable) return false;
            if (!glyphs.missing[glyphs.font]) {
                glyphs.missing[glyphs.font] = glyphs.rasterise(context, String.fromCodePoint(0x10fffd));
            }
            const none = glyphs.missing[glyphs.font];
            return (
                none.width > 0 &&
                none.width === glyph.width &&
                none.height === glyph.height &&
                none.rgba.every((value, at) => value === glyph.rgba[at])
            );
        },
        clear() {
            if (glyphs.context) glyphs.context.canvas.remove();
            glyphs.context = glyphs.missing = null;
            glyphs.font = '';
        },
    },

    js_glyphs_metrics__deps: ['$glyphs'],
    js_glyphs_metrics__sig: 'vidp',
    js_glyphs_metrics: (face, size, out) => {
        const box = glyphs.select(face, size).measureText('国');
        HEAPF32[out >> 2] = box.fontBoundingBoxAscent;
        HEAPF32[(out >> 2) + 1] = box.fontBoundingBoxDescent;
    },

    js_glyphs_draw__deps: ['$glyphs', '$host'],
    js_glyphs_draw__sig: 'iidip',
    js_glyphs_draw: (face, size, code, out) => {
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return -1;
        const text = String.fromCodePoint(code);
        const context = glyphs.select(face, size);
        const glyph = glyphs.rasterise(context, text);
        if (glyphs.isMissing(context, code, glyph)) return -1;
        const isColoured = glyphs.isColoured(text, glyph.rgba);
        const shape = [glyph.width, glyph.height, glyph.left, glyph.top, glyph.advance, isColoured ? 1 : 0];
        HEAPF32.set(shape, out >> 2);
        return host.keep(isColoured ? glyph.rgba : glyph.rgba.filter((_, at) => at % 4 === 3));
    },

    js_glyphs_are_readable__deps: ['$glyphs'],
    js_glyphs_are_readable__sig: 'i',
    js_glyphs_are_readable: () => (glyphs.isReadable ? 1 : 0),

    js_glyphs_upload__deps: ['$glyphs', '$GL'],
    js_glyphs_upload__sig: 'viidiii',
    js_glyphs_upload: (texture, face, size, code, x, y) => {
        const context = glyphs.select(face, size);
        const { width, height } = glyphs.paint(context, String.fromCodePoint(code));
        if (width === 0) return;
        const gl = GL.currentContext.GLctx;
        gl.bindTexture(gl.TEXTURE_2D, GL.textures[texture]);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, context.canvas);
        gl.bindTexture(gl.TEXTURE_2D, null);
    },
});
