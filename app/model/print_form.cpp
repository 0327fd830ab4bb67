#include "app/model/print_form.h"

#include <algorithm>

#include "app/model/field_rules.h"
#include "app/model/signature.h"
#include "app/model/validate.h"

namespace xingke::model {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

class Form {
public:
    Form(const PrintedRecord& printed, const PrintSettings& settings) : printed_(printed), settings_(settings) {}

    std::string run() {
        const RecordType& type = printed_.type;
        out_ = "<article class=\"paper\">";
        element("p", "paper_company", settings_.company);
        element("h1", "", std::string(type.title.in(settings_.language)));
        if (const Field* label = find_field(type, type.label_field)) {
            element("h2", "", shown(*label));
        }
        if (type.sections.empty()) {
            section("", "");
        }
        for (const Section& one : type.sections) {
            // Fields that name no section stand in the first.
            section(one.key, std::string(one.title.in(settings_.language)));
        }
        const bool is_chinese = settings_.language == Language::chinese;
        const std::string by = is_chinese ? "打印人：" : "Printed by ", at = is_chinese ? "打印时间：" : "on ";
        element("footer", "", by + settings_.printed_by + "  " + at + settings_.printed_at);
        return out_ + "</article>";
    }

private:
    void element(std::string_view tag, std::string_view style, const std::string& text) {
        if (text.empty()) {
            return;
        }
        out_ += "<" + std::string(tag) + (style.empty() ? "" : " class=\"" + std::string(style) + "\"") + ">";
        out_ += escaped(text) + "</" + std::string(tag) + ">";
    }

    std::string shown(const Field& field) const {
        const auto label = std::ranges::find(printed_.labels, field.id, &std::pair<FieldId, std::string>::first);
        if (label != printed_.labels.end()) {
            return joined_labels(label->second, settings_.language);
        }
        const bool is_reference = !type_referred_to(field.kind).empty();
        return is_reference ? ""
                            : print_value(field, value_of(printed_.record, field.id), settings_.language,
                                          settings_.utc_offset_minutes);
    }

    // A signature stands on paper as it was drawn.
    std::string cell(const Field& field) const {
        const auto* strokes = std::get_if<std::string>(&value_of(printed_.record, field.id));
        const bool is_drawn = strokes != nullptr && std::holds_alternative<kind::Signature>(field.kind);
        return is_drawn ? signature_svg(*strokes) : escaped(shown(field));
    }

    bool belongs(const Field& field, const std::string& key) const {
        const RecordType& type = printed_.type;
        const bool is_first = type.sections.empty() || type.sections.front().key == key;
        // Who deleted it, and what deadlines keep for themselves, is for nobody's paper.
        if (is_derived(field.id) || field.id == common_field::remover || field.id == common_field::removed) {
            return false;
        }
        return field.name != type.label_field && (field.section == key || (field.section.empty() && is_first)) &&
               is_shown(field, printed_.record);
    }

    // Two fields beside each other, as on the paper forms; a long text has its line to itself. Empty cells stay, to be
    // filled in by hand.
    void section(const std::string& key, const std::string& title) {
        std::vector<const Field*> fields;
        for (const Field& field : printed_.type.fields) {
            if (belongs(field, key)) {
                fields.push_back(&field);
            }
        }
        if (fields.empty()) {
            return;
        }
        element("h3", "", title);
        out_ += "<table>";
        bool is_open = false;
        for (const Field* field : fields) {
            const auto* text = std::get_if<kind::Text>(&field->kind);
            const bool is_long = text != nullptr && text->multiline;
            if (is_long && is_open) {
                out_ += "<th></th><td></td></tr>";
                is_open = false;
            }
            out_ += is_open ? "" : "<tr>";
            out_ += "<th>" + escaped(field->title.in(settings_.language)) + "</th>";
            out_ += (is_long ? "<td colspan=\"3\" class=\"paper_long\">" : "<td>") + cell(*field) + "</td>";
            const bool ends = is_long || is_open;
            out_ += ends ? "</tr>" : "";
            is_open = !ends;
        }
        out_ += is_open ? "<th></th><td></td></tr></table>" : "</table>";
    }

    const PrintedRecord& printed_;
    const PrintSettings& settings_;
    std::string out_;
};

}  // namespace

std::string print_form(const PrintedRecord& printed, const PrintSettings& settings) {
    return Form(printed, settings).run();
}

}  // namespace xingke::model
