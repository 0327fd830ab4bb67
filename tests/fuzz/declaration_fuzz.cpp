// Declarations as JSON, from whoever sends them: they are read or refused, and laid onto the core or left out; nothing
// else may happen. What was read is printed and read again with the same result.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "app/catalogue/all.h"
#include "app/model/layer.h"

using namespace xingke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const model::Catalogue core = catalogue::core();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    model::DeclaredTexts texts;
    if (const auto types = model::parse_declarations(text, texts)) {
        const std::string printed = model::print_declarations(*types);
        const auto again = model::parse_declarations(printed, texts);
        CHECK(again.has_value() && model::print_declarations(*again) == printed, "what was printed is read again");
    }
    if (model::parse_addition(text, texts)) {
        const model::Declaration declaration{.body = std::string(text)};
        static_cast<void>(model::problems(core, {}, declaration));
    }
    return 0;
}
