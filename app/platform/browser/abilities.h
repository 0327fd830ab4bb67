// The browser's side of each port of app/platform: one .cpp per ability, each translating to its web/js/<ability>.js.
// Screen abilities belong to the main thread, data abilities to the data worker.
#pragma once

#include <memory>

#include "app/base/clock.h"
#include "app/base/files.h"
#include "app/base/random.h"
#include "app/platform/blob_files.h"
#include "app/platform/file_formats.h"
#include "app/platform/network.h"
#include "app/platform/screen_platform.h"

namespace xingke::platform::browser {

// Both roles.
std::unique_ptr<Clock> make_clock();
std::unique_ptr<Random> make_random();
void send_log_to_console();
// A failed CHECK says what broke on the error page.
void report_failed_checks();

// Data worker. Handles are opened by web/data_worker.js before the instance starts; without them (no origin-private
// file system) everything stays in memory and is_durable() says so.
enum class Storage : bool { memory = false, origin_private = true };
std::unique_ptr<Files> make_files(Storage storage);
std::unique_ptr<Network> make_network();
std::unique_ptr<FileFormats> make_file_formats();
std::unique_ptr<BlobFiles> make_blob_files();

// Screen.
std::unique_ptr<Glyphs> make_glyphs();
std::unique_ptr<TextInput> make_text_input();
std::unique_ptr<SemanticsMirror> make_semantics_mirror();
std::unique_ptr<Clipboard> make_clipboard();
std::unique_ptr<FileExchange> make_file_exchange();
std::unique_ptr<Preferences> make_preferences();
std::unique_ptr<Window> make_window();
std::unique_ptr<Pictures> make_pictures();
std::unique_ptr<Location> make_location();

}  // namespace xingke::platform::browser
