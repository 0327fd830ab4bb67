#include "app/ui/screens/hand_out.h"

#include <string_view>
#include <utility>

#include "app/ui/kit/overlay.h"

namespace xingke::ui {

void hand_out(Desk& desk, std::string file_name, client::Export wanted) {
    wanted.language = desk.ui().language;
    wanted.utc_offset_minutes = desk.context.utc_offset_minutes();
    const bool is_template = wanted.is_template, is_workbook = wanted.format == client::ExportFormat::xlsx;
    const auto done = [&context = desk.context, is_template, is_workbook,
                       name = std::move(file_name)](const client::Exported& file) {
        constexpr std::string_view workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        kit::Ui& ui = context.ui;
        if (file.error.key != Text::nothing) {
            kit::show_toast(ui, {.words = say(ui, file.error), .tone = kit::Tone::bad});
            return;
        }
        context.platform.file_exchange.hand_out(name + (is_workbook ? ".xlsx" : ".csv"),
                                                is_workbook ? workbook : "text/csv", file.bytes);
        if (!is_template) {
            kit::show_toast(ui, {.words = say(ui, Say::did_export, {{"count", std::to_string(file.row_count)}})});
        }
    };
    desk.link().export_rows(std::move(wanted), done);
}

}  // namespace xingke::ui
