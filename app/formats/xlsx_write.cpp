// A table as a workbook (xlsx.h: write_xlsx): the fewest parts that spreadsheet programs open without a word.
#include <algorithm>

#include "app/base/date.h"
#include "app/base/text.h"
#include "app/formats/xlsx.h"
#include "app/formats/xlsx_number.h"
#include "app/formats/zip_write.h"

namespace xingke::formats {
namespace {

#define XINGKE_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define XINGKE_OFFICE "http://schemas.openxmlformats.org/"

constexpr std::string_view content_types =
    XINGKE_XML "<Types xmlns=\"" XINGKE_OFFICE
               "package/2006/content-types\">"
               "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
               "<Override PartName=\"/xl/workbook.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
               "<Override PartName=\"/xl/styles.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
               "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
               "<Override PartName=\"/xl/worksheets/sheet2.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";

constexpr std::string_view package_relations =
    XINGKE_XML "<Relationships xmlns=\"" XINGKE_OFFICE
               "package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"" XINGKE_OFFICE
               "officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

constexpr std::string_view book_relations = XINGKE_XML
    "<Relationships xmlns=\"" XINGKE_OFFICE
    "package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"" XINGKE_OFFICE
    "officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
    "Type=\"" XINGKE_OFFICE
    "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"" XINGKE_OFFICE
    "officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>";

// By index: plain, header, text, date, two decimals, header of a required column.
constexpr std::string_view styles = XINGKE_XML
    "<styleSheet xmlns=\"" XINGKE_OFFICE
    "spreadsheetml/2006/main\">"
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><color rgb=\"FFB3261E\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/>"
    "</fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"2\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "</cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

constexpr std::string_view sheet_start = XINGKE_XML
    "<worksheet xmlns=\"" XINGKE_OFFICE
    "spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\">"
    "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";

constexpr std::string_view header_style = "1", text_style = "2", date_style = "3", decimal_style = "4",
                           required_style = "5";
// What a spreadsheet program admits.
constexpr std::size_t prompt_characters_max = 255, prompt_title_characters_max = 32;
constexpr std::string_view last_row = "1048576", choices_sheet = "choices";

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (letter == '&' || letter == '<' || letter == '>' || letter == '"') {
            out += letter == '&' ? "&amp;" : letter == '<' ? "&lt;" : letter == '>' ? "&gt;" : "&quot;";
        } else if (text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_') {
            out += "_x005F_";  // or a reader would take what follows for an escaped character
        } else if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t') {
            out += letter;
        }
    }
}

void append_text_cell(std::string& out, std::string_view style, std::string_view text) {
    out.append("<c s=\"").append(style).append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    append_escaped(out, text);
    out += "</t></is></c>";
}

void append_value_cell(std::string& out, std::string_view style, std::string_view value) {
    out.append("<c s=\"").append(style).append("\"><v>").append(value).append("</v></c>");
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 16 && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

void append_cell(std::string& out, ColumnForm form, const std::string& text) {
    if (text.empty()) {
        out += "<c/>";
        return;
    }
    const std::optional<Date> date = form == ColumnForm::date ? parse_date(text) : std::nullopt;
    if (date && date->year > 1900) {
        append_value_cell(out, date_style, serial_of_days(days_since_epoch(*date)));
    } else if ((form == ColumnForm::integer || form == ColumnForm::decimal) && is_number(text)) {
        append_value_cell(out, form == ColumnForm::integer ? "0" : decimal_style, text);
    } else {
        append_text_cell(out, text_style, text);
    }
}

std::string_view column_style(ColumnForm form) {
    switch (form) {
        case ColumnForm::text:
            return text_style;
        case ColumnForm::integer:
            return "0";
        case ColumnForm::decimal:
            return decimal_style;
        case ColumnForm::date:
            return date_style;
    }
    return text_style;
}

// Without what a sheet's name may not hold.
std::string sheet_title(std::string_view name) {
    constexpr std::size_t characters_max = 31;
    std::string title;
    for (const char letter : first_characters(name, characters_max)) {
        title += std::string_view("[]:*?/\\'").find(letter) == std::string_view::npos ? letter : ' ';
    }
    return title.empty() ? "Sheet1" : title;
}

std::string letters_of_column(std::size_t index) {
    std::string letters;
    for (std::size_t left = index + 1; left > 0; left = (left - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return letters;
}

// Beside the cell: in its words, what belongs there.
void append_prompt(std::string& out, const SheetColumn& column) {
    if (column.hint.empty()) {
        return;
    }
    out += " showInputMessage=\"1\" promptTitle=\"";
    append_escaped(out, first_characters(column.title, prompt_title_characters_max));
    out += "\" prompt=\"";
    append_escaped(out, first_characters(column.hint, prompt_characters_max));
    out += '"';
}

std::string validations(const Sheet& sheet) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const SheetColumn& column = sheet.columns[i];
        const std::string letters = letters_of_column(i);
        if (!column.hint.empty()) {
            out.append("<dataValidation allowBlank=\"1\" sqref=\"").append(letters).append("1\"");
            append_prompt(out, column);
            out += "/>";
            ++count;
        }
        if (!column.hint.empty() || !column.choices.empty()) {
            out += column.choices.empty() ? "<dataValidation" : "<dataValidation type=\"list\"";
            out.append(" allowBlank=\"1\" sqref=\"").append(letters).append("2:").append(letters).append(last_row);
            out += '"';
            append_prompt(out, column);
            out += '>';
            if (!column.choices.empty()) {
                const std::string size = std::to_string(column.choices.size());
                out.append("<formula1>").append(choices_sheet).append("!$").append(letters).append("$1:$");
                out.append(letters).append("$").append(size).append("</formula1>");
            }
            out += "</dataValidation>";
            ++count;
        }
    }
    return count == 0 ? "" : "<dataValidations count=\"" + std::to_string(count) + "\">" + out + "</dataValidations>";
}

void append_header(std::string& out, const Sheet& sheet) {
    out += sheet.columns.empty() ? "" : "<cols>";
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        out.append("<col min=\"").append(number).append("\" max=\"").append(number).append("\" width=\"18\" style=\"");
        out.append(column_style(sheet.columns[i].form)).append("\" customWidth=\"1\"/>");
    }
    out += sheet.columns.empty() ? "<sheetData><row>" : "</cols><sheetData><row>";
    for (const SheetColumn& column : sheet.columns) {
        append_text_cell(out, column.is_required ? required_style : header_style,
                         column.is_required ? column.title + "*" : column.title);
    }
    out += "</row>";
}

void write_sheet(ZipWriter& zip, const Sheet& sheet) {
    zip.append(sheet_start);
    std::string text;
    append_header(text, sheet);
    RowCursor cursor(sheet.rows);
    for (TableRow row; cursor.next(row);) {
        text += "<row>";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            append_cell(text, i < sheet.columns.size() ? sheet.columns[i].form : ColumnForm::text, row.cells[i]);
        }
        text += "</row>";
        zip.append(text);
        text.clear();
    }
    zip.append(text + "</sheetData>" + validations(sheet) + "</worksheet>");
}

// Below each column's letter, what may be chosen in it. Hidden, so that nobody takes it for data, the import neither.
void write_choices(ZipWriter& zip, const Sheet& sheet) {
    std::size_t row_count = 0;
    for (const SheetColumn& column : sheet.columns) {
        row_count = std::max(row_count, column.choices.size());
    }
    std::string text(XINGKE_XML "<worksheet xmlns=\"" XINGKE_OFFICE "spreadsheetml/2006/main\"><sheetData>");
    for (std::size_t row = 0; row < row_count; ++row) {
        text += "<row>";
        for (const SheetColumn& column : sheet.columns) {
            append_cell(text, ColumnForm::text, row < column.choices.size() ? column.choices[row] : std::string());
        }
        text += "</row>";
    }
    zip.append(text + "</sheetData></worksheet>");
}

}  // namespace

Bytes write_xlsx(const Sheet& sheet) {
    ZipWriter zip;
    for (const auto& [path, content] :
         {std::pair{"[Content_Types].xml", content_types}, std::pair{"_rels/.rels", package_relations},
          std::pair{"xl/_rels/workbook.xml.rels", book_relations}, std::pair{"xl/styles.xml", styles}}) {
        zip.begin(path);
        zip.append(content);
    }
    std::string book =
        XINGKE_XML "<workbook xmlns=\"" XINGKE_OFFICE "spreadsheetml/2006/main\" xmlns:r=\"" XINGKE_OFFICE
                   "officeDocument/2006/relationships\"><sheets><sheet name=\"";
    append_escaped(book, sheet_title(sheet.title));
    book.append("\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"").append(choices_sheet);
    zip.begin("xl/workbook.xml");
    zip.append(book + "\" sheetId=\"2\" state=\"hidden\" r:id=\"rId3\"/></sheets></workbook>");
    zip.begin("xl/worksheets/sheet1.xml");
    write_sheet(zip, sheet);
    zip.begin("xl/worksheets/sheet2.xml");
    write_choices(zip, sheet);
    return zip.finish();
}

}  // namespace xingke::formats
