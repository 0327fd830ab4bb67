// How long a search waits: 100,000 customers and 300,000 contacts, every keystroke of words as people type them (one
// and two characters, whole names, pinyin, initials, parts of numbers). The floor is the trigram index of SQLite alone,
// asked for the first 50 row numbers, in the same run.
#include <cstdio>

#include "app/base/text.h"
#include "app/store/search_index.h"
#include "tests/bench/dataset.h"

namespace xingke::bench {
namespace {

constexpr int hit_count = 51;  // as the client asks: one more than it shows

// Typed one character after the other; each state is one search.
constexpr std::string_view typed[] = {
    "思优特",      "北京华兴科技有限公司",
    "重庆",        "欧阳伟",
    "王芳",        "有限公司",
    "电子商务",    "龙祥和",
    "司马娜",      "喝茶",
    "人民",        "siyoute",
    "syt",         "bjhx",
    "wangfang",    "cqlx",
    "oyw",         "13800138",
    "0731",        "5566",
    "138-001",     "m123",
    "example.com", "思优 医药",
    "龙x",         "王 138",
    "ABC",         "不存在的",
    "zzz",         "上海隆博远",
    "科技园南区7", "月结三十天",
};

template <class Work>
double timed(const Work& work) {
    const double begun = now_ms();
    work();
    return now_ms() - begun;
}

std::vector<std::string> keystrokes() {
    std::vector<std::string> words;
    for (const std::string_view whole : typed) {
        for (std::size_t count = 1; count <= count_characters(whole); ++count) {
            words.emplace_back(first_characters(whole, count));
        }
    }
    return words;
}

double floor_of_search(store::Store& store, std::string_view word) {
    std::string trigrams;
    for (std::size_t at = 0; at < word.size();) {
        const std::string_view trigram = first_characters(word.substr(at), 3);
        if (count_characters(trigram) == 3) {
            trigrams += (trigrams.empty() ? "\"" : " AND \"") + std::string(trigram) + "\"";
        }
        next_code_point(word, at);
    }
    return timed([&] {
        Statement row = store.database().prepare(
            "SELECT rowid FROM search_fts WHERE search_fts MATCH ?1 ORDER BY rowid DESC LIMIT 51");
        row.bind(1, trigrams);
        while (*row.step()) {
        }
    });
}

int run() {
    const auto dataset = open_dataset();
    store::Store& store = *dataset->store;
    std::vector<double> samples, processor, floors;
    std::size_t hit_total = 0;
    for (int round = 0; round < 3; ++round) {
        for (const std::string& word : keystrokes()) {
            std::size_t count = 0;
            const double processor_begun = processor_ms();
            const double took = timed([&] {
                const auto hits = store.search(word, hit_count);
                count = hits ? hits->size() : 0;
            });
            const double processor_took = processor_ms() - processor_begun;
            hit_total += count;
            if (round == 0) {
                continue;  // cold
            }
            if (round == 1) {
                std::printf("%8.3f ms  %8.3f of the processor  %3zu  %s\n", took, processor_took, count, word.c_str());
            }
            samples.push_back(took);
            processor.push_back(processor_took);
            if (count_characters(word) >= 3 && word.find(' ') == std::string::npos) {
                floors.push_back(floor_of_search(store, word));
            }
        }
    }
    const Spread spread = spread_of(samples);
    const Spread floor = spread_of(floors);
    std::string line = "search";
    line += figure("keystroke_median_ms", spread.median) + figure("keystroke_p95_ms", spread.p95);
    line += figure("keystroke_most_ms", spread.most);
    line +=
        figure("processor_p95_ms", spread_of(processor).p95) + figure("processor_most_ms", spread_of(processor).most);
    line += figure("floor_median_ms", floor.median) + figure("floor_p95_ms", floor.p95);
    line += figure("p95_ratio", spread.p95 / floor.p95);
    line += " searches=" + std::to_string(samples.size()) + " hits=" + std::to_string(hit_total);
    std::printf("%s\n", line.c_str());
    return 0;
}

}  // namespace
}  // namespace xingke::bench

int main() {
    return xingke::bench::run();
}
