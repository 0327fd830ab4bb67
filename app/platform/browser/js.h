// Every JavaScript function that our C++ calls, once, by the file of web/js/ that holds it. All are synchronous and
// never throw into wasm. Texts and buffers are borrowed for the call. An answer whose size is not known beforehand
// stays on the JavaScript side; the function returns its size (-1: none), and js_host_take() copies it out, before any
// other call. Offsets and times are doubles, since i64 does not cross the border cheaply; they are exact up to 2^53.
#pragma once

#include <cstdint>

extern "C" {

// --- host.js: answers, and the end ---
void js_host_take(std::uint8_t* into);
// Remembers what broke, for the error page that the trap right after it brings up.
void js_host_failing(const char* text, int size);

// --- log.js. level: 0 debug, 1 info, 2 warning, 3 error ---
void js_log(int level, const char* text, int size);

// --- clock.js, random.js ---
double js_clock_now();
double js_clock_monotonic();
int js_clock_utc_offset(double at_ms);
void js_random_fill(std::uint8_t* into, int size);

// --- mailbox.js: one frame to the other instance ---
void js_mailbox_send(const std::uint8_t* bytes, int size);

// --- files.js (data role). Results: 0 or a count; -1 failed; -2 no space, nothing was written ---
int js_files_find(const char* name, int size);  // the number of a handle opened before the start, or -1
int js_files_read(int file, std::uint8_t* into, int size, double offset);
int js_files_write(int file, const std::uint8_t* bytes, int size, double offset);
int js_files_truncate(int file, double size);
int js_files_flush(int file);
double js_files_size(int file);

// --- file_formats.js (data role). Exactly one file_formats_answer(formats, question, size) follows, later ---
void js_file_formats_ask(void* formats, std::uint32_t question, const std::uint8_t* head, int head_size,
                         const std::uint8_t* body, int body_size);

// --- blob_files.js (data role). For a write exactly one blob_files_written(files, request, outcome) follows, later
// (0 kept, 1 no space, 2 failed); for a read one blob_files_read(files, request, size), whose bytes js_host_take()
// gives
void js_blob_files_write(void* files, std::uint32_t request, const char* name, int name_size, const std::uint8_t* bytes,
                         int size);
void js_blob_files_read(void* files, std::uint32_t request, const char* name, int name_size, double offset,
                        double size);
void js_blob_files_remove(const char* name, int name_size);
void js_blob_files_remove_all();

// --- network.js (data role). `network` comes back with every answer ---
int js_network_is_online();
// `headers`: lines "name: value". Exactly one network_answer(network, request, status, bytes, size) follows, later.
void js_network_send(void* network, std::uint32_t request, const char* method, int method_size, const char* path,
                     int path_size, const char* headers, int headers_size, const std::uint8_t* body, int body_size,
                     int timeout_ms);
void js_network_open_live(void* network, const char* path, int path_size, const char* hello, int hello_size);
void js_network_close_live();

// --- glyphs.js ---
// `out`: ascent, descent.
void js_glyphs_metrics(int face, double pixel_size, float* out);
// `out`: width, height, left, top, advance, coloured (0 or 1). Returns the size of the pixels, which js_host_take()
// gives; -1: no font has it.
int js_glyphs_draw(int face, double pixel_size, std::uint32_t code_point, float* out);
// 0: the browser keeps the pixels to itself, and js_glyphs_draw gives empty ones.
int js_glyphs_are_readable();
// Draws it into a texture of the current WebGL context, by its name there, at that place; also what cannot be read.
void js_glyphs_upload(std::uint32_t texture, int face, double pixel_size, std::uint32_t code_point, int x, int y);

// --- graphics.js ---
// Makes the WebGL 2 context and makes it current. 0: this browser has none.
int js_graphics_start();

// --- input.js: begins to deliver pointer, wheel, key and view events to the screen_ exports of app/main.cpp ---
void js_input_start();

// --- text_input.js. `bytes`: the table of fields as text_input.cpp writes it ---
void js_text_input_offer(const std::uint8_t* bytes, int size);
void js_text_input_focus(std::uint32_t field);
void js_text_input_blur();

// --- semantics.js. `bytes`: the tree as semantics.cpp writes it ---
void js_semantics_show(const std::uint8_t* bytes, int size);

// --- clipboard.js, file_exchange.js, preferences.js ---
void js_clipboard_copy(const char* text, int size);
void js_file_exchange_ask(const char* accept, int size);
void js_file_exchange_hand_out(const char* name, int name_size, const char* type, int type_size,
                               const std::uint8_t* bytes, int size);
// For each file screen_picked(…) follows, later.
void js_file_exchange_pick(const char* accept, int size, int from_camera);
int js_preferences_read(const char* key, int size);
void js_preferences_write(const char* key, int key_size, const char* value, int value_size);

// --- location.js. Exactly one screen_located(request, outcome, latitude, longitude, accuracy) follows, later ---
void js_location_ask(std::uint32_t request);

// --- pictures.js ---
// The number of a texture; 0 while the picture is decoded, after which a frame is asked for, or when it is none.
std::uint32_t js_pictures_texture(const char* key, int key_size, const char* base64, int base64_size);
void js_pictures_show(const char* name, int name_size, const char* type, int type_size, const std::uint8_t* bytes,
                      int size);

// --- window.js ---
void js_window_start();  // lifecycle: address, visibility, online, theme, updates
void js_window_request_frame(int delay_ms);
int js_window_prefers_dark();
int js_window_prefers_more_contrast();
int js_window_prefers_reduced_motion();
int js_window_language();
int js_window_address();  // the fragment with its '#', or empty
void js_window_set_address(const char* fragment, int size, int replace);
void js_window_open_link(const char* url, int size);
void js_window_reload();
void js_window_print(const char* pages, int size);
void js_window_set_theme_color(std::uint32_t rgba);
void js_window_set_cursor(int imgui_cursor);
}
