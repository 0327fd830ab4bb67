#include "app/client/exporting.h"

#include <algorithm>

#include "app/formats/asking.h"
#include "app/formats/csv_write.h"
#include "app/model/permission.h"
#include "app/store/transfer/export.h"
#include "app/store/transfer/mapping.h"

namespace xingke::client {
namespace {

Result<formats::Sheet> sheet_of(Workspace& workspace, const Export& wanted) {
    const model::RecordType* const type = workspace.catalogue.find(wanted.query.type);
    if (type == nullptr) {
        return Error{Fault::invalid_input, {Text::unknown_type, {}}, ""};
    }
    if (wanted.is_template) {
        return formats::Sheet{std::string(type->title.in(wanted.language)),
                              store::template_columns(workspace.catalogue, *type, wanted.language),
                              {}};
    }
    if (!model::may(workspace.account.actor(), model::Action::export_, *type)) {
        return Error{Fault::forbidden, {Text::may_not_export, {argument("type", type->title)}}, ""};
    }
    return store::export_table(workspace.store, wanted.query,
                               {.language = wanted.language, .utc_offset_minutes = wanted.utc_offset_minutes});
}

// A text file has nothing but its cells: what a template says of its columns stands below them, as an example row
// would, and is recognised by nobody. So only the titles are in it.
Bytes csv_of(const formats::Sheet& sheet) {
    std::vector<std::string> titles;
    std::ranges::transform(sheet.columns, std::back_inserter(titles), &formats::SheetColumn::title);
    const std::string text = formats::write_csv(titles, sheet.rows);
    return {text.begin(), text.end()};
}

void write_sheet(platform::FileFormats& formats, formats::Sheet sheet, ExportFormat format, Exported answer,
                 std::function<void(const Exported&)> done) {
    answer.row_count = sheet.rows.count();
    if (format == ExportFormat::csv) {
        answer.bytes = csv_of(sheet);
        return done(answer);
    }
    Bytes head = formats::ask_workbook(
        sheet, format == ExportFormat::xls ? formats::WorkbookKind::xls : formats::WorkbookKind::xlsx);
    formats.ask(std::move(head), std::move(sheet.rows).take(), [answer, done](Bytes bytes) mutable {
        Result<Bytes> workbook = formats::workbook_of(std::move(bytes));
        if (workbook) {
            answer.bytes = *std::move(workbook);
        } else {
            answer.error = workbook.error().message;
        }
        done(answer);
    });
}

}  // namespace

void export_rows(Workspace& workspace, platform::FileFormats& formats, const Export& wanted,
                 std::function<void(const Exported&)> done) {
    Exported answer;
    answer.id = wanted.id;
    Result<formats::Sheet> sheet = sheet_of(workspace, wanted);
    if (!sheet) {
        answer.error = sheet.error().message;
        return done(answer);
    }
    write_sheet(formats, *std::move(sheet), wanted.format, std::move(answer), std::move(done));
}

void export_table(platform::FileFormats& formats, const ExportTable& wanted,
                  std::function<void(const Exported&)> done) {
    formats::Sheet sheet;
    sheet.title = wanted.title;
    for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
        const bool is_number = i >= wanted.first_number;
        sheet.columns.push_back({.title = wanted.columns[i],
                                 .form = is_number ? formats::ColumnForm::decimal : formats::ColumnForm::text,
                                 .is_required = false,
                                 .hint = {},
                                 .choices = {}});
    }
    for (const std::vector<std::string>& row : wanted.rows) {
        sheet.rows.add({.line = 0, .cells = row});
    }
    Exported answer;
    answer.id = wanted.id;
    write_sheet(formats, std::move(sheet), wanted.format, std::move(answer), std::move(done));
}

}  // namespace xingke::client
