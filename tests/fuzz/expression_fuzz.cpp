// Any bytes as a rule: as the text that a person wrote (first byte even) or as the stored form (odd). What is
// understood prints and encodes, and comes back the same.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/model/expression_check.h"
#include "app/model/expression_evaluate.h"
#include "app/model/expression_parse.h"
#include "app/model/expression_print.h"
#include "tests/model/expression_examples.h"

using namespace xingke;
using namespace xingke::model;

namespace {

void check_checked(const Expression& expression, const RecordType& type, const Catalogue& catalogue) {
    const std::string text = print_expression(expression, type, catalogue);
    if (text.size() <= expression_text_bytes_max) {
        const Result<Expression> parsed = parse_expression(text, type, catalogue);
        CHECK(parsed.has_value() && *parsed == expression, "an expression reads back from its text");
    }
    Writer writer;
    encode(writer, expression);
    const Result<Expression> decoded = decode_expression(writer.bytes());
    CHECK(decoded.has_value() && *decoded == expression, "an expression reads back from its bytes");
    examples::RandomWorld world(text.size());
    (void)evaluate(expression, world.record(type, {}), {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Catalogue catalogue = examples::catalogue();
    static const RecordType& customer = *catalogue.find("customer");
    if (size == 0) {
        return 0;
    }
    const std::span<const std::uint8_t> bytes(data + 1, size - 1);
    const Result<Expression> expression =
        data[0] % 2 == 0 ? parse_expression(as_text(bytes), customer, catalogue) : decode_expression(bytes);
    if (expression && check(*expression, customer, catalogue)) {
        check_checked(*expression, customer, catalogue);
    }
    return 0;
}
