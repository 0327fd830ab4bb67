// The core's record types from their text: for the web app, in which the initialisers of the declarations would be a
// quarter of all code and their text takes 15 KB.
#include "app/base/check.h"
#include "app/catalogue/all.h"
#include "app/model/declaration_json.h"

namespace xingke::catalogue {
namespace {

constexpr std::string_view core_text =
#include "core_declarations.inc"
    ;

}  // namespace

std::vector<model::RecordType> core_types() {
    // As long as the app runs, like the literals of which declarations in C++ are made.
    static model::DeclaredTexts texts;
    Result<std::vector<model::RecordType>> types = model::parse_declarations(core_text, texts);
    CHECK(types.has_value(), "made by the same build");
    return *std::move(types);
}

}  // namespace xingke::catalogue
