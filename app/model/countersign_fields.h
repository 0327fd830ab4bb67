// Countersigning as records: how an opinion stands in a record of the declared child type, and what the countersigned
// record keeps of it in hidden fields that the catalogue adds: the round, the outcome, whose opinion is missing.
// Devices work these out when they write, offline too; the server works them out again from the opinions that it took,
// in the order in which it took them, and its values stand. Pure; any thread.
//
//   a round begins when the record enters a state of `open_in` by a step ── opinions ──▶ outcome (countersign.h)
//   entering the workflow's first state forgets the outcome; the round is never counted down
//
// An opinion is signed once and never edited; its author may take it back while the outcome is open.
#pragma once

#include <span>
#include <vector>

#include "app/model/countersign.h"
#include "app/model/deadline_fields.h"

namespace xingke::model {

namespace countersign_field {
constexpr FieldId round = 0x3F00, state = 0x3F01, waiting = 0x3F02, log = 0x3F03;
}
std::string_view key_of(CountersignState state);
std::vector<Field> countersign_fields(const CountersignDeclaration& declaration);

// Fields that a type of opinions must have, by name.
const std::vector<std::string_view>& opinion_field_names();
Opinion opinion_of(const RecordType& opinions, const Record& record);

int round_of(const Record& subject);  // 0: none has begun
bool takes_opinions(const Countersign& countersign, const Workflow& workflow, const Record& subject);

// The values that the countersigned record's fields should have and have not. `opinions` are those of all rounds, in
// order, without the ones taken back.
FieldValues outdated_countersign(const Countersign& countersign, const Workflow& workflow, const Passage& passage,
                                 std::span<const Opinion> opinions, const ExpressionContext& context);

// What becomes of an opinion's record in one write.
struct OpinionChange {
    const Record* before = nullptr;  // null: it is new
    const Record& after;
    const Record& subject;              // as it was before the write
    std::span<const Opinion> opinions;  // of the subject before the write, as above
    bool is_undo = false;
};
// Why it cannot be; empty: it can.
std::vector<Message> refusals_of_opinion(const Countersign& countersign, const Workflow& workflow,
                                         const RecordType& opinion_type, const OpinionChange& change,
                                         const Actor& actor, const ExpressionContext& context);

// The countersigned types' declarations by the type of their opinions; null: the type holds no opinions.
const Countersign* find_countersign_of_opinions(const Catalogue& catalogue, const RecordType& type);

}  // namespace xingke::model
