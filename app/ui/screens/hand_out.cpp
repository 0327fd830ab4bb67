#include "app/ui/screens/hand_out.h"

#include <functional>
#include <string_view>
#include <utility>

#include "app/ui/kit/overlay.h"

namespace xingke::ui {

namespace {

// The end of a file's name, and its media type.
std::pair<std::string_view, std::string_view> kind_of(client::ExportFormat format) {
    switch (format) {
        case client::ExportFormat::xlsx:
            return {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
        case client::ExportFormat::xls:
            return {".xls", "application/vnd.ms-excel"};
        case client::ExportFormat::csv:
            break;
    }
    return {".csv", "text/csv"};
}

// What is done with the file when it is there; `says_rows`: and told.
std::function<void(const client::Exported&)> hander_out(Desk& desk, std::string name, client::ExportFormat format,
                                                        bool says_rows) {
    return [&context = desk.context, says_rows, format, name = std::move(name)](const client::Exported& file) {
        kit::Ui& ui = context.ui;
        if (file.error.key != Text::nothing) {
            kit::show_toast(ui, {.words = say(ui, file.error), .tone = kit::Tone::bad});
            return;
        }
        const auto [ending, media_type] = kind_of(format);
        context.platform.file_exchange.hand_out(name + std::string(ending), media_type, file.bytes);
        if (says_rows) {
            kit::show_toast(ui, {.words = say(ui, Say::did_export, {{"count", std::to_string(file.row_count)}})});
        }
    };
}

}  // namespace

void hand_out(Desk& desk, std::string file_name, client::Export wanted) {
    wanted.language = desk.ui().language;
    wanted.utc_offset_minutes = desk.context.utc_offset_minutes();
    auto done = hander_out(desk, std::move(file_name), wanted.format, !wanted.is_template);
    desk.link().export_rows(std::move(wanted), std::move(done));
}

void hand_out(Desk& desk, std::string file_name, client::ExportTable wanted) {
    auto done = hander_out(desk, std::move(file_name), wanted.format, true);
    desk.link().export_table(std::move(wanted), std::move(done));
}

}  // namespace xingke::ui
