// From the bytes of a workbook to a table of texts (xlsx.h: read_xlsx).
#include <algorithm>
#include <map>
#include <optional>

#include "app/base/text.h"
#include "app/formats/limits.h"
#include "app/formats/sheet_rows.h"
#include "app/formats/xlsx.h"
#include "app/formats/xlsx_number.h"
#include "app/formats/xml_reader.h"
#include "app/formats/zip_read.h"

namespace xingke::formats {
namespace {

using Event = XmlReader::Event;

Error damaged(const char* detail) {
    return {Fault::invalid_input, {Text::file_damaged, {}}, detail};
}

struct BookSheet {
    std::string name, path;
    bool is_visible = true;
};

struct Workbook {
    std::vector<BookSheet> sheets;
    SharedTexts shared;
    std::vector<NumberForm> forms;  // by the style of a cell
    DateSystem dates = DateSystem::from_1900;
};

std::optional<std::size_t> index_of(const std::optional<std::string>& text) {
    if (!text || text->empty() || text->size() > 9 || text->find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(std::stoul(*text));
}

bool is_true(const std::optional<std::string>& text) {
    return text && (*text == "1" || *text == "true");
}

// Control characters are written as _x000D_ (22.9.2.19); what XML could not hold is dropped, as in a CSV file.
std::string without_escapes(std::string_view text) {
    std::string out;
    constexpr std::size_t escape_size = 7;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at, escape_size);
        const bool is_escape = rest.size() == escape_size && rest.starts_with("_x") && rest.back() == '_' &&
                               rest.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        if (!is_escape) {
            out += text[at++];
            continue;
        }
        const unsigned long code = std::stoul(std::string(rest.substr(2, 4)), nullptr, 16);
        const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
        if ((code >= 0x20 || code == '\t' || code == '\n') && !is_surrogate) {
            append_code_point(out, static_cast<char32_t>(code));
        }
        at += escape_size;
    }
    return out;
}

// Goes through a part of the package, element by element; `take` gets each event and may read on from there.
template <class Take>
Result<void> read_part(ZipReader& zip, std::string_view path, Take take) {
    TRY(zip.begin(path));
    XmlReader reader([&zip](std::span<char> piece) { return zip.read(piece); });
    for (Event event = reader.next(); event != Event::done; event = reader.next()) {
        if (event == Event::malformed) {
            TRY(zip.end());
            return damaged("a part is no XML");
        }
        TRY(take(reader, event));
    }
    return zip.end();
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
}

struct Relation {
    std::string kind;  // the last word of its type
    std::string path;
};

// By id, of one part of the package.
Result<std::map<std::string, Relation>> read_relations(ZipReader& zip, std::string_view part) {
    const std::string folder = folder_of(part);
    const std::string path = folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
    std::map<std::string, Relation> relations;
    TRY(read_part(zip, path, [&](const XmlReader& reader, Event event) -> Result<void> {
        if (event == Event::start && reader.name() == "Relationship") {
            const std::string type = reader.attribute("Type").value_or("");
            std::string target = reader.attribute("Target").value_or("");
            target = target.starts_with('/') ? target.substr(1) : folder + target;
            relations[reader.attribute("Id").value_or("")] = {type.substr(type.rfind('/') + 1), std::move(target)};
        }
        return {};
    }));
    return relations;
}

// The text of <si> or <is>: all its <t>, but not those of <rPh>, which say how it is pronounced.
std::string read_rich_text(XmlReader& reader, std::string_view end_name) {
    std::string text;
    bool is_text = false, is_phonetic = false;
    for (Event event = reader.next(); event != Event::done && event != Event::malformed; event = reader.next()) {
        if (event == Event::text) {
            text += is_text && !is_phonetic ? reader.text() : std::string_view();
            continue;
        }
        if (event == Event::end && reader.name() == end_name) {
            break;
        }
        is_text = reader.name() == "t" ? event == Event::start : is_text;
        is_phonetic = reader.name() == "rPh" ? event == Event::start : is_phonetic;
    }
    return without_escapes(text);
}

Result<SharedTexts> read_shared(ZipReader& zip, std::string_view path) {
    SharedTexts shared;
    TRY(read_part(zip, path, [&](XmlReader& reader, Event event) -> Result<void> {
        if (event == Event::start && reader.name() == "si") {
            return shared.add(read_rich_text(reader, "si"));
        }
        return {};
    }));
    return shared;
}

Result<std::vector<NumberForm>> read_forms(ZipReader& zip, std::string_view path) {
    std::vector<NumberForm> forms;
    std::map<std::size_t, NumberForm> own;
    bool is_cell_style = false;
    TRY(read_part(zip, path, [&](const XmlReader& reader, Event event) -> Result<void> {
        if (event != Event::text && reader.name() == "cellXfs") {
            is_cell_style = event == Event::start;
        } else if (event == Event::start && reader.name() == "numFmt") {
            if (const auto number = index_of(reader.attribute("numFmtId"))) {
                own[*number] = number_form_of(reader.attribute("formatCode").value_or(""));
            }
        } else if (event == Event::start && is_cell_style && reader.name() == "xf") {
            const std::size_t number = index_of(reader.attribute("numFmtId")).value_or(0);
            const auto found = own.find(number);
            forms.push_back(found != own.end() ? found->second : builtin_number_form(static_cast<int>(number)));
        }
        return {};
    }));
    return forms;
}

Result<Workbook> read_workbook(ZipReader& zip) {
    std::string path = "xl/workbook.xml";
    const std::map<std::string, Relation> package = TRY(read_relations(zip, ""));
    for (const auto& [id, relation] : package) {
        path = relation.kind == "officeDocument" ? relation.path : path;
    }
    const std::map<std::string, Relation> relations = TRY(read_relations(zip, path));
    Workbook book;
    TRY(read_part(zip, path, [&](const XmlReader& reader, Event event) -> Result<void> {
        if (event == Event::start && reader.name() == "workbookPr") {
            book.dates = is_true(reader.attribute("date1904")) ? DateSystem::from_1904 : DateSystem::from_1900;
        } else if (event == Event::start && reader.name() == "sheet" && book.sheets.size() < sheets_max) {
            const auto relation = relations.find(reader.attribute("id").value_or(""));
            if (relation != relations.end() && relation->second.kind == "worksheet") {
                book.sheets.push_back({reader.attribute("name").value_or(""), relation->second.path,
                                       reader.attribute("state").value_or("visible") == "visible"});
            }
        }
        return {};
    }));
    for (const auto& [id, relation] : relations) {
        if (relation.kind == "sharedStrings") {
            book.shared = TRY(read_shared(zip, relation.path));
        } else if (relation.kind == "styles") {
            book.forms = TRY(read_forms(zip, relation.path));
        }
    }
    if (std::ranges::any_of(book.sheets, &BookSheet::is_visible)) {
        std::erase_if(book.sheets, [](const BookSheet& sheet) { return !sheet.is_visible; });
    }
    return book;
}

// "AB12" is column 27; without letters, the one after the last.
std::size_t column_of(const std::optional<std::string>& reference, std::size_t otherwise) {
    if (!reference) {
        return otherwise;
    }
    std::size_t column = 0;
    constexpr std::size_t letters_max = 3;
    std::size_t count = 0;
    for (; count < reference->size() && count < letters_max; ++count) {
        const char letter = (*reference)[count];
        if (letter < 'A' || letter > 'Z') {
            break;
        }
        column = column * 26 + static_cast<std::size_t>(letter - 'A') + 1;
    }
    return count == 0 ? otherwise : column - 1;
}

class SheetReader {
public:
    SheetReader(const Workbook& book, Table& table) : book_(book), rows_(table) {}

    Result<void> take(XmlReader& reader, Event event) {
        if (event == Event::start && reader.name() == "row") {
            const auto number = index_of(reader.attribute("r"));
            TRY(rows_.begin_row(number ? static_cast<std::uint32_t>(*number) : rows_.line() + 1));
            next_column_ = 0;
            is_in_row_ = true;
        } else if (event == Event::start && reader.name() == "c" && is_in_row_) {
            TRY(read_cell(reader));
        } else if (event == Event::end && reader.name() == "row") {
            is_in_row_ = false;
            TRY(rows_.end_row());
        }
        return {};
    }

private:
    Result<void> read_cell(XmlReader& reader) {
        const std::size_t column = column_of(reader.attribute("r"), next_column_);
        next_column_ = column + 1;
        const std::string type = reader.attribute("t").value_or("n");
        const std::size_t style = index_of(reader.attribute("s")).value_or(0);
        std::string text = read_content(reader, type, style);
        if (type == "e") {
            rows_.set_problem(Text::formula_error);
        }
        return rows_.put(column, std::move(text));
    }

    // Up to the end of the cell.
    std::string read_content(XmlReader& reader, const std::string& type, std::size_t style) const {
        std::string raw;
        bool is_value = false;
        for (Event event = reader.next(); event != Event::done && event != Event::malformed; event = reader.next()) {
            if (event == Event::text) {
                raw += is_value ? reader.text() : std::string_view();
            } else if (event == Event::end && reader.name() == "c") {
                break;
            } else if (reader.name() == "v") {
                is_value = event == Event::start;
            } else if (event == Event::start && reader.name() == "is") {
                raw = read_rich_text(reader, "is");
            }
        }
        return meaning(type, style, std::move(raw));
    }

    std::string meaning(const std::string& type, std::size_t style, std::string raw) const {
        if (type == "s") {
            const auto index = index_of(raw);
            return index ? book_.shared.at(*index) : std::string();
        }
        if (type == "b") {
            return raw == "1" ? "TRUE" : "FALSE";
        }
        if (type == "n") {
            return number_text(raw, style < book_.forms.size() ? book_.forms[style] : NumberForm{}, book_.dates);
        }
        if (type == "d") {
            return replace_all(raw.substr(0, raw.find_first_of(".Z")), "T", " ");
        }
        return type == "str" ? without_escapes(raw) : raw;
    }

    const Workbook& book_;
    SheetRows rows_;
    std::size_t next_column_ = 0;
    bool is_in_row_ = false;
};

Result<Table> read_sheet(ZipReader& zip, const Workbook& book, std::uint32_t index) {
    Table table;
    table.encoding = "XLSX";
    table.delimiter = 0;
    table.sheet = index;
    std::ranges::transform(book.sheets, std::back_inserter(table.sheets), &BookSheet::name);
    SheetReader sheet(book, table);
    TRY(read_part(zip, book.sheets[index].path,
                  [&](XmlReader& reader, Event event) { return sheet.take(reader, event); }));
    return table;
}

}  // namespace

bool is_xlsx(std::span<const std::uint8_t> bytes) {
    return as_text(bytes).starts_with("PK\x03\x04");
}

Result<Table> read_xlsx(std::span<const std::uint8_t> bytes, std::uint32_t sheet) {
    ZipReader zip = TRY(ZipReader::open(bytes));
    const Workbook book = TRY(read_workbook(zip));
    for (std::uint32_t i = 0; i < book.sheets.size(); ++i) {
        if (sheet != any_sheet && sheet != i) {
            continue;
        }
        Table table = TRY(read_sheet(zip, book, i));
        if (!table.rows.empty()) {
            return table;
        }
    }
    return Error{Fault::invalid_input, {Text::file_empty, {}}, ""};
}

}  // namespace xingke::formats
