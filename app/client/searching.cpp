#include "app/client/searching.h"

#include <algorithm>

namespace xingke::client {

Result<SearchAnswer> search(Workspace& workspace, const Search& question) {
    SearchAnswer answer;
    answer.id = question.id;
    const int count_max = static_cast<int>(std::min<std::uint32_t>(question.count_max, model::window_rows_max));
    for (store::SearchHit& hit : TRY(workspace.store.search(question.words, count_max + 1))) {
        answer.more = answer.hits.size() == static_cast<std::size_t>(count_max);
        if (!answer.more) {
            answer.hits.push_back(
                {hit.record, hit.type, std::move(hit.label), std::move(hit.excerpt), std::move(hit.highlights)});
        }
    }
    return answer;
}

}  // namespace xingke::client
