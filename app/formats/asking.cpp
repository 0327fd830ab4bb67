#include "app/formats/asking.h"

#include <utility>

#include "app/formats/limits.h"

namespace xingke::formats {
namespace {

constexpr std::size_t text_bytes_max = 1 << 20;

Error made(Fault fault, Text text, const char* detail) {
    return {fault, {text, {}}, detail};
}

Error refusal_of(Reader& reader) {
    Error error;
    error.fault = static_cast<Fault>(reader.u8());
    error.message.key = static_cast<Text>(reader.varint());
    for (std::size_t left = reader.count(3); left > 0; --left) {
        MessageArgument one;
        one.name = reader.text(text_bytes_max);
        one.chinese = reader.text(text_bytes_max);
        one.english = reader.text(text_bytes_max);
        error.message.arguments.push_back(std::move(one));
    }
    error.detail = reader.text(text_bytes_max);
    return reader.ok() && error.message.key < Text::count
               ? error
               : made(Fault::invalid_input, Text::file_breaks_reader, "the refusal cannot be read");
}

// What is wrong when the answer does not begin with `done`.
Result<void> read_outcome(Reader& reader) {
    switch (static_cast<Outcome>(reader.u8())) {
        case Outcome::done:
            return {};
        case Outcome::refused:
            return refusal_of(reader);
        case Outcome::not_loaded:
            return made(Fault::unsupported, Text::file_reader_missing, "");
        case Outcome::broken:
            break;
    }
    return made(Fault::invalid_input, Text::file_breaks_reader, "");
}

std::vector<std::string> read_texts(Reader& reader) {
    std::vector<std::string> texts(reader.count());
    for (std::string& text : texts) {
        text = reader.text(text_bytes_max);
    }
    return texts;
}

}  // namespace

Bytes ask_table(std::uint32_t sheet) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(Question::read_table));
    writer.u32(sheet);
    return writer.take();
}

Result<Table> table_of(Bytes answer) {
    Reader reader(answer);
    TRY(read_outcome(reader));
    Table table;
    table.encoding = reader.text(text_bytes_max);
    table.delimiter = static_cast<char>(reader.u8());
    table.sheets = read_texts(reader);
    table.sheet = reader.u32();
    table.columns = read_texts(reader);
    const std::uint32_t row_count = reader.u32();
    if (!reader.ok()) {
        return made(Fault::invalid_input, Text::file_breaks_reader, "the answer cannot be read");
    }
    answer.erase(answer.begin(), answer.end() - static_cast<std::ptrdiff_t>(reader.left()));
    table.rows = TRY(PackedRows::adopt(row_count, std::move(answer)));
    return table;
}

Bytes ask_workbook(const Sheet& sheet, WorkbookKind kind) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(Question::write_workbook));
    writer.u8(static_cast<std::uint8_t>(kind));
    writer.text(sheet.title);
    writer.varint(sheet.columns.size());
    for (const SheetColumn& column : sheet.columns) {
        writer.text(column.title);
        writer.u8(static_cast<std::uint8_t>(column.form));
        writer.boolean(column.is_required);
        writer.text(column.hint);
        writer.varint(column.choices.size());
        for (const std::string& choice : column.choices) {
            writer.text(choice);
        }
    }
    writer.u32(sheet.rows.count());
    return writer.take();
}

Result<Bytes> workbook_of(Bytes answer) {
    Reader reader(answer);
    TRY(read_outcome(reader));
    answer.erase(answer.begin());
    return answer;
}

}  // namespace xingke::formats
