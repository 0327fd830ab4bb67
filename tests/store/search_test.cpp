#include "app/store/search.h"

#include <algorithm>

#include "app/base/text.h"
#include "app/store/pinyin.h"
#include "app/store/search_index.h"
#include "tests/simulation/seeded_random.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;
using namespace xingke::store::small;

namespace {

bool put_customer(Fixture& fixture, std::uint32_t number, const char* name, const char* phone = "",
                  const char* note = "") {
    return fixture.put(customer, id(number),
                       {{customer_field::name, {std::string(name), 1}},
                        {customer_field::phone, {std::string(phone), 1}},
                        {customer_field::note, {std::string(note), 1}},
                        {model::common_field::updated, {std::int64_t{1000} + number, 1}}});
}

std::vector<std::string> labels(Store& store, std::string_view words, int count_max = 20) {
    const auto hits = store.search(words, count_max);
    REQUIRE(hits);
    std::vector<std::string> out;
    for (const SearchHit& hit : *hits) {
        out.push_back(hit.label);
    }
    return out;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("a customer is found by any part of its name, number or note, by pinyin and by initials") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(put_customer(fixture, 1, "北京思优特科技有限公司", "010-6234 5678", "由老张介绍,喜欢喝茶"));
    REQUIRE(put_customer(fixture, 2, "上海华兴贸易公司", "13800138000", "ACME 的代理"));
    REQUIRE(put_customer(fixture, 3, "重庆银行", "", ""));
    struct Row {
        const char* words;
        Labels expected;
    };
    const Labels one = {"北京思优特科技有限公司"}, two = {"上海华兴贸易公司"}, three = {"重庆银行"}, none = {};
    for (const Row& row : {
             Row{"思", one},
             Row{"思优", one},
             Row{"思优特", one},
             Row{"思优特科技有限", one},
             Row{"siyoute", one},
             Row{"syt", one},
             Row{"SYT", one},
             Row{"ＳＹＴ", one},
             Row{"sy", one},
             Row{"bjsyt", one},
             Row{"siyou", one},
             Row{"youte", one},
             Row{"iyoute", none},
             Row{"yt", one},
             Row{"62345", one},
             Row{"010-6234", one},
             Row{"0106234", one},
             Row{"喝茶", one},
             Row{"茶", one},
             Row{"老张介绍", one},
             Row{"1380013", two},
             Row{"13800138000", two},
             Row{"138-0013", two},
             Row{"13", two},
             Row{"acme", two},
             Row{"ac", two},
             Row{"hx", two},
             Row{"思优特 茶", one},
             Row{"思优特　62345", one},
             Row{"syt 喝茶", one},
             Row{"思优特 华兴", none},
             Row{"chongqing", three},
             Row{"cqyh", three},
             Row{"zqyx", three},
             Row{"", none},
             Row{"  ", none},
             Row{"\"", none},
             Row{"思优特\" OR", none},
             Row{"%", none},
             Row{"*", none},
             Row{"思_特", none},
             Row{"优思特", none},
             Row{"不存在", none},
         }) {
        CAPTURE(row.words);
        CHECK(labels(store, row.words) == row.expected);
    }
}

TEST_CASE("the better the place of the word, the earlier the hit, then the newer") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(put_customer(fixture, 1, "华兴", "", ""));
    REQUIRE(put_customer(fixture, 2, "大华兴", "", ""));
    REQUIRE(put_customer(fixture, 3, "甲", "", "像华兴一样"));
    REQUIRE(put_customer(fixture, 4, "华兴二", "", ""));
    REQUIRE(put_customer(fixture, 5, "小华兴", "", ""));
    CHECK(labels(store, "华兴") == Labels{"华兴二", "华兴", "小华兴", "大华兴", "甲"});
    CHECK(labels(store, "华兴", 2) == Labels{"华兴二", "华兴"});
    CHECK(labels(store, "华兴", 3) == Labels{"华兴二", "华兴", "小华兴"});
    REQUIRE(put_customer(fixture, 6, "hx 贸易", "", ""));
    CHECK(labels(store, "hx") == Labels{"hx 贸易", "小华兴", "华兴二", "大华兴", "华兴"});
}

TEST_CASE("a prefix is found first, however many newer records contain the word") {
    Fixture fixture;
    REQUIRE(put_customer(fixture, 1, "科技之星"));
    for (std::uint32_t i = 2; i < 300; ++i) {
        REQUIRE(put_customer(fixture, i, ("新科技之" + std::to_string(i)).c_str()));
    }
    CHECK(labels(*fixture.store, "科技之", 5).front() == "科技之星");
    CHECK(labels(*fixture.store, "科技", 5).front() == "科技之星");
    CHECK(labels(*fixture.store, "科技", 5).size() == 5);
}

TEST_CASE("a hit shows where it was found") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(put_customer(
        fixture, 1, "Ａ思优特", "010-6234 5678",
        "很长的备注一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n一二三四五六七八九十喜欢喝茶和散步"));
    const auto hit = [&](std::string_view words, Language language = Language::chinese) {
        auto hits = store.search(words, 5, language);
        REQUIRE(hits);
        REQUIRE(hits->size() == 1);
        return hits->front();
    };
    using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    CHECK(hit("思优").highlights == Ranges{{3, 9}});
    CHECK(hit("a").highlights == Ranges{{0, 3}});
    CHECK(hit("syt").highlights == Ranges{{3, 12}});
    CHECK(hit("asiyou").highlights == Ranges{{0, 9}});
    CHECK(hit("思 特").highlights == Ranges{{3, 6}, {9, 12}});
    CHECK(hit("思优 优特").highlights == Ranges{{3, 12}});
    CHECK(hit("思优").excerpt.empty());
    CHECK(hit("62345").highlights.empty());
    CHECK(hit("62345").excerpt == "电话 010-6234 5678");
    CHECK(hit("62345", Language::english).excerpt == "Phone 010-6234 5678");
    CHECK(hit("思优 喝茶").excerpt == "备注 …五六七八九十喜欢喝茶和散步");
    CHECK(hit("很长").excerpt ==
          "备注 很长的备注一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 一二三四…");
}

TEST_CASE("what is deleted, changed or of the system is not found") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(put_customer(fixture, 1, "思优特科技"));
    REQUIRE(fixture.put(user, id(9), {{1, {std::string("思优特管理员"), 1}}}));
    REQUIRE(fixture.put(contact, id(5), {{contact_field::name, {std::string("思优特王经理"), 1}}}));
    CHECK(labels(store, "思优特") == Labels{"思优特科技", "思优特王经理"});
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{model::life_field, {std::int64_t{2}, 2}}}));
    CHECK(labels(store, "思优特") == Labels{"思优特王经理"});
    CHECK(store.page({.type = customer, .search = "思优特", .deleted = true})->total == 1);
    REQUIRE(store.write(contact, id(5), std::vector<FieldWrite>{{contact_field::name, {std::string("李经理"), 2}}}));
    CHECK(labels(store, "思优特").empty());
    CHECK(labels(store, "李经理") == Labels{"李经理"});
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{model::life_field, {std::int64_t{3}, 2}}}));
    CHECK(labels(store, "思优特") == Labels{"思优特科技"});
}

namespace {

struct Plain {
    std::string name, phone, note;
};

std::string random_text(simulation::SeededRandom& random, std::size_t parts_max) {
    static constexpr std::string_view parts[] = {"思", "优", "特", "华", "兴", "重", "庆", "行",  "a",
                                                 "b",  "AB", "1",  "38", "0",  " ",  "é",  "公司"};
    std::string text;
    for (std::uint64_t i = random.below(parts_max + 1); i > 0; --i) {
        text += parts[random.below(std::size(parts))];
    }
    return text;
}

bool sounds_like(const std::string& name, const std::string& word) {
    const bool is_letters = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos &&
                            word.find_first_not_of("0123456789") != std::string::npos;
    const std::string pinyin = searchable_pinyin(name);
    for (std::size_t at = 0; is_letters && at + word.size() <= pinyin.size(); ++at) {
        if (pinyin[at] < 'a' && fold(pinyin.substr(at, word.size())) == word) {
            return true;
        }
    }
    return false;
}

bool has_word(const Plain& row, const std::string& word) {
    return fold(row.name).find(word) != std::string::npos || fold(row.note).find(word) != std::string::npos ||
           fold(row.phone).find(word) != std::string::npos || digits_of(row.phone).find(word) != std::string::npos ||
           sounds_like(row.name, word);
}

// 0 best; as search_candidates.h has it.
int rank_of(const Plain& row, const std::string& word) {
    const std::size_t found = fold(row.name).find(word);
    return found == 0 ? 0 : found != std::string::npos ? 1 : sounds_like(row.name, word) ? 2 : 3;
}

// All rows with these words, best first, then the newest (the last made).
std::vector<RecordId> scan(const std::vector<Plain>& rows, const std::string& words) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(words, ' ')) {
        if (!part.empty()) {
            parts.emplace_back(part);
        }
    }
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = rows.size(); i-- > 0 && !parts.empty();) {
        if (std::ranges::all_of(parts, [&](const std::string& part) { return has_word(rows[i], part); })) {
            found.emplace_back(rank_of(rows[i], parts.front()), i);
        }
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, std::size_t>::first);
    std::vector<RecordId> records;
    for (const auto& [rank, at] : found) {
        records.push_back(id(static_cast<std::uint32_t>(at) + 1));
    }
    return records;
}

}  // namespace

namespace {

Plain random_row(simulation::SeededRandom& random) {
    return {random_text(random, 8), random_text(random, 6), random_text(random, 12)};
}

void check_against_scan(Store& store, const std::vector<Plain>& rows, simulation::SeededRandom& random, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        std::string words = fold(random_text(random, 5));
        if (round % 3 == 0) {
            words = fold(searchable_pinyin(rows[random.below(rows.size())].name)).substr(0, 2 + random.below(5));
        } else if (round % 7 == 0) {
            words += " " + fold(random_text(random, 1));
        }
        CAPTURE(words);
        const std::vector<RecordId> expected = scan(rows, words);
        // No word at all does not restrict a list, and finds nothing in a search.
        const bool is_blank = words.find_first_not_of(' ') == std::string::npos;
        const auto page = store.page({.type = customer, .search = words, .count = 0});
        REQUIRE(page);
        CHECK(page->total == static_cast<std::int64_t>(is_blank ? rows.size() : expected.size()));
        const auto hits = store.search(words, 10'000);
        REQUIRE(hits);
        std::vector<RecordId> found;
        for (const SearchHit& hit : *hits) {
            found.push_back(hit.record);
        }
        CHECK(found == expected);
        // A short list of a word in hundreds of records is ranked among the newest; it is full all the same.
        CHECK(store.search(words, 20)->size() == std::min<std::size_t>(20, expected.size()));
    }
}

// As an import makes them: whole, many in one transaction.
void make_many(Store& store, std::vector<Plain>& rows, simulation::SeededRandom& random, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const Plain& row = rows.emplace_back(random_row(random));
        const auto number = static_cast<std::uint32_t>(rows.size());
        model::Record record{.id = id(number), .type = customer, .fields = {}};
        record.fields[model::life_field] = {std::int64_t{1}, 0};
        record.fields[customer_field::name] = {row.name, 0};
        record.fields[customer_field::phone] = {row.phone, 0};
        record.fields[customer_field::note] = {row.note, 0};
        record.fields[model::common_field::updated] = {std::int64_t{1000} + number, 0};
        REQUIRE(store.create(record, 1));
    }
}

bool change(Fixture& fixture, std::vector<Plain>& rows, simulation::SeededRandom& random, std::uint32_t number) {
    const Plain& row = rows[number - 1] = random_row(random);
    return put_customer(fixture, number, row.name.c_str(), row.phone.c_str(), row.note.c_str());
}

bool is_all_indexed(Store& store) {
    Database& database = store.database();
    return *indexed_row(database) == every_row &&
           *database.integer("SELECT count(*) FROM search_fts") == *database.integer("SELECT count(*) FROM search_row");
}

}  // namespace

TEST_CASE("the index finds what a plain scan finds, in the same order") {
    const std::uint64_t seed = 20'260;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Fixture fixture;
    std::vector<Plain> rows;
    for (std::uint32_t i = 1; i <= 1'500; ++i) {
        REQUIRE(put_customer(fixture, i, "x"));  // then changed, so that updating is tested as well
        rows.emplace_back();
        REQUIRE(change(fixture, rows, random, i));
    }
    check_against_scan(*fixture.store, rows, random, 400);
    CHECK(is_all_indexed(*fixture.store));
}

TEST_CASE("records whose trigrams were put off are found all the same, also while the index catches up") {
    const std::uint64_t seed = 20'262;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Fixture fixture;
    std::vector<Plain> rows;
    make_many(*fixture.store, rows, random, 300);
    CHECK(is_all_indexed(*fixture.store));
    {
        auto transaction = Transaction::begin(fixture.store->database());
        REQUIRE(fixture.store->enter_bulk());
        make_many(*fixture.store, rows, random, 1'200);
        REQUIRE(change(fixture, rows, random, 1'400));
        REQUIRE(fixture.store->leave_bulk());
        REQUIRE(transaction->commit());
    }
    CHECK(*indexed_row(fixture.store->database()) == 300);
    check_against_scan(*fixture.store, rows, random, 100);
    const auto edit = [&] {
        for (const std::uint32_t number : {7U, 299U, 301U, 650U, 801U, 1'200U}) {
            REQUIRE(change(fixture, rows, random, number));
        }
        rows.emplace_back();
        REQUIRE(change(fixture, rows, random, static_cast<std::uint32_t>(rows.size())));
    };
    edit();
    check_against_scan(*fixture.store, rows, random, 100);
    REQUIRE(*fixture.store->index_more());
    CHECK(*indexed_row(fixture.store->database()) == 800);
    edit();
    // The next start goes on where this one ended.
    Database database = Store::close(std::move(fixture.store));
    fixture.store = Store::open(std::move(database), fixture.catalogue).value();
    edit();
    check_against_scan(*fixture.store, rows, random, 100);
    CHECK(*indexed_row(fixture.store->database()) == 800);
    // A second import before the first is caught up with.
    {
        auto transaction = Transaction::begin(fixture.store->database());
        REQUIRE(fixture.store->enter_bulk());
        make_many(*fixture.store, rows, random, 100);
        REQUIRE(fixture.store->leave_bulk());
        REQUIRE(transaction->commit());
    }
    CHECK(*indexed_row(fixture.store->database()) == 800);
    int slices = 1;
    for (; *fixture.store->index_more(); ++slices) {
    }
    CHECK(slices == 2);
    CHECK(is_all_indexed(*fixture.store));
    edit();
    check_against_scan(*fixture.store, rows, random, 100);
    CHECK(is_all_indexed(*fixture.store));
}

TEST_CASE("many records that are taken back leave the index as it was, and rows that are gone are not missed") {
    const std::uint64_t seed = 20'263;
    simulation::SeededRandom random(seed);
    Fixture fixture;
    Store& store = *fixture.store;
    std::vector<Plain> rows;
    make_many(store, rows, random, 20);
    {
        const auto transaction = Transaction::begin(store.database());
        REQUIRE(store.enter_bulk());
        std::vector<Plain> more = rows;
        make_many(store, more, random, 50);
    }
    REQUIRE(store.keep_pages(Store::Pages::usual));
    make_many(store, rows, random, 5);
    CHECK(is_all_indexed(store));
    {
        auto transaction = Transaction::begin(store.database());
        REQUIRE(store.enter_bulk());
        // The row that was the last one is used again, below those that are put off.
        REQUIRE(store.erase(customer, id(25)));
        rows.resize(24);
        make_many(store, rows, random, 6);
        REQUIRE(store.leave_bulk());
        REQUIRE(transaction->commit());
    }
    check_against_scan(store, rows, random, 50);
    REQUIRE(store.erase(customer, id(27)));
    REQUIRE(store.erase(customer, id(30)));
    rows[26] = rows[29] = {};
    CHECK_FALSE(*store.index_more());
    CHECK(is_all_indexed(store));
}
