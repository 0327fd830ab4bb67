// The core's record types from their text: for the web app, in which the initialisers of the declarations would be a
// quarter of all code and their text takes 15 KB.
#include "app/base/check.h"
#include "app/catalogue/all.h"
#include "app/model/declaration_json.h"

namespace xingke::catalogue {
namespace {

// One literal a type: compilers need not take longer ones than 64 KB.
constexpr std::string_view core_texts[] = {
#include "core_declarations.inc"
};

}  // namespace

std::vector<model::RecordType> core_types() {
    // As long as the app runs, like the literals of which declarations in C++ are made.
    static model::DeclaredTexts texts;
    std::vector<model::RecordType> types;
    for (const std::string_view text : core_texts) {
        Result<model::RecordType> type = model::parse_record_type(text, texts);
        CHECK(type.has_value(), "made by the same build");
        types.push_back(*std::move(type));
    }
    return types;
}

}  // namespace xingke::catalogue
