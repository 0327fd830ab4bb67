// What became of a record underneath while its form was open. Pure rules over plain data, no drawing; the form itself
// (views/form.h) holds what is typed.
//
// Of a field: S = what the form started with, M = mine (typed), T = theirs (what the record holds now).
//   untouched   M == S                  T is taken over silently: S = M = T
//   touched     M != S, T == S          stays as it is and will be saved
//   agreed      M != S, T == M          S = T: there is nothing left to save
//   a set       M != S, T != S          what was added and taken away is done to T instead: S = T, M = T + mine
//   clash       M != S, T != S, T != M  shown, and the person chooses: keep mine (S = T) or take theirs (S = M = T)
// The base of the commit moves forward to the newest answer's cursor only while no clash is open: with an unsettled one
// the server must still see that the author did not know T (sync.md 5.1).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "app/model/change.h"
#include "app/model/record_type.h"

namespace xingke::ui {

// What the form must change in itself: where the field starts from, and what is typed (unless that stays).
struct Takeover {
    model::FieldId field = 0;
    model::Value start;
    std::optional<model::Value> typed;
};

class FormBase {
public:
    FormBase(const model::RecordType& type, const model::Record& loaded, model::Seq base);

    // For the commit.
    model::Seq base() const { return base_; }

    // A newer answer about the record. `typed`: what the form would save (views::Form::changes).
    std::vector<Takeover> follow(const model::Record& record, model::Seq cursor,
                                 const std::vector<model::Change>& typed);

    struct Clash {
        model::FieldId field = 0;
        model::Value mine, theirs;
    };
    const std::vector<Clash>& clashes() const { return clashes_; }
    // Settles a clash that is open.
    Takeover keep_mine(model::FieldId field);
    Takeover take_theirs(model::FieldId field);

private:
    Clash remove_clash(model::FieldId field);

    const model::RecordType* type_;
    RecordId record_;
    std::map<model::FieldId, model::Value> start_;
    model::Seq base_ = 0;
    model::Seq newest_ = 0;  // cursor of the newest answer seen
    std::vector<Clash> clashes_;
};

// `start` with the changes to one field done to it, as the form would save them; nothing when none is about the field.
std::optional<model::Value> typed_value(const model::Value& start, RecordId record, model::FieldId field,
                                        const std::vector<model::Change>& typed);

}  // namespace xingke::ui
