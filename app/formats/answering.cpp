#include "app/formats/answering.h"

#include "app/formats/asking.h"
#include "app/formats/limits.h"
#include "app/formats/xls.h"
#include "app/formats/xlsx.h"

namespace xingke::formats {
namespace {

constexpr std::size_t text_bytes_max = 1 << 20;

Bytes refusal(const Error& error) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(Outcome::refused));
    writer.u8(static_cast<std::uint8_t>(error.fault));
    writer.varint(static_cast<std::uint64_t>(error.message.key));
    writer.varint(error.message.arguments.size());
    for (const MessageArgument& one : error.message.arguments) {
        writer.text(one.name);
        writer.text(one.chinese);
        writer.text(one.english);
    }
    writer.text(error.detail);
    return writer.take();
}

void write_texts(Writer& writer, const std::vector<std::string>& texts) {
    writer.varint(texts.size());
    for (const std::string& text : texts) {
        writer.text(text);
    }
}

Bytes answer_table(Reader& head, std::span<const std::uint8_t> file) {
    Result<Table> table = read_table(file, head.u32());
    if (!table) {
        return refusal(table.error());
    }
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(Outcome::done));
    writer.text(table->encoding);
    writer.u8(static_cast<std::uint8_t>(table->delimiter));
    write_texts(writer, table->sheets);
    writer.u32(table->sheet);
    write_texts(writer, table->columns);
    writer.u32(table->rows.count());
    writer.raw(std::move(table->rows).take());
    return writer.take();
}

Bytes answer_workbook(Reader& head, std::span<const std::uint8_t> body) {
    Sheet sheet;
    const auto kind = static_cast<WorkbookKind>(head.u8());
    sheet.title = head.text(text_bytes_max);
    sheet.columns.resize(head.count());
    for (SheetColumn& column : sheet.columns) {
        column.title = head.text(text_bytes_max);
        column.form = static_cast<ColumnForm>(head.u8());
        column.is_required = head.boolean();
        column.hint = head.text(text_bytes_max);
        column.choices.resize(head.count());
        for (std::string& choice : column.choices) {
            choice = head.text(text_bytes_max);
        }
    }
    const std::uint32_t row_count = head.u32();
    Result<PackedRows> rows = PackedRows::adopt(row_count, {body.begin(), body.end()});
    if (!head.ok() || !rows) {
        return refusal({Fault::invalid_input, {Text::file_damaged, {}}, "question"});
    }
    sheet.rows = *std::move(rows);
    Bytes answer = {static_cast<std::uint8_t>(Outcome::done)};
    const Bytes workbook = kind == WorkbookKind::xls ? write_xls(sheet) : write_xlsx(sheet);
    answer.insert(answer.end(), workbook.begin(), workbook.end());
    return answer;
}

}  // namespace

Bytes answer(std::span<const std::uint8_t> head, std::span<const std::uint8_t> body) {
    Reader reader(head);
    switch (static_cast<Question>(reader.u8())) {
        case Question::read_table:
            return answer_table(reader, body);
        case Question::write_workbook:
            return answer_workbook(reader, body);
    }
    return refusal({Fault::invalid_input, {Text::file_damaged, {}}, "question"});
}

}  // namespace xingke::formats
