#include "app/model/attachment.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {

TEST_CASE("a file's record is read by the fields that the catalogue declares") {
    const Catalogue core = catalogue::core();
    const RecordType* type = core.find(attachment_type_name);
    REQUIRE(type != nullptr);
    CHECK(type->id == attachment_type);
    const auto id_named = [&](const char* name) { return find_field(*type, name)->id; };
    CHECK(id_named("hash") == attachment_field::hash);
    CHECK(id_named("thumbnail") == attachment_field::thumbnail);
    CHECK(id_named("subject_type") == attachment_field::subject_type);
    const auto& thumbnail = std::get<kind::Text>(find_field(*type, "thumbnail")->kind);
    CHECK(static_cast<std::size_t>(thumbnail.characters_max) >= (thumbnail_bytes_max + 2) / 3 * 4);

    Record record{{}, type->id, {}};
    CHECK(describe(record).size == 0);
    CHECK_FALSE(subject_of_attachment(record).has_value());
    record.fields[attachment_field::name].value = std::string("门头.jpg");
    record.fields[attachment_field::size].value = std::int64_t{7};
    record.fields[attachment_field::subject].value = std::string("01957a2f-0000-7000-8000-000000000001");
    CHECK(describe(record).name == "门头.jpg");
    CHECK(describe(record).size == 7);
    CHECK(subject_of_attachment(record).has_value());
}

TEST_CASE("a hash is 64 hexadecimal digits in lower case") {
    CHECK(is_file_hash(std::string(64, 'a')));
    CHECK_FALSE(is_file_hash(std::string(63, 'a')));
    CHECK_FALSE(is_file_hash(std::string(64, 'A')));
    CHECK_FALSE(is_file_hash(std::string(63, 'a') + "/"));
}

}  // namespace xingke::model
