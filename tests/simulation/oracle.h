// What the server's state must be, worked out from its log alone by rules written down a second time: no merge, commit,
// validation or storage code of the product runs here, only the encoding of transactions and values.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/record.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/server.h"

namespace xingke::simulation {

class Oracle {
public:
    struct Cell {
        model::Value value;
        model::Seq seq = 0;
        DeviceId device;
    };
    using Fields = std::map<model::FieldId, Cell>;

    Oracle(const model::Catalogue& catalogue, const Ledger& ledger);

    // Replays the whole log; what is wrong comes back, one sentence each.
    std::vector<std::string> replay(const ServerContent& content);

    const std::map<RecordId, Fields>& records() const { return records_; }
    std::uint64_t conflict_count() const { return expected_conflicts_.size(); }

private:
    // seq, subject, field, value in hexadecimal, author, device
    using Conflict = std::tuple<model::Seq, std::string, std::int64_t, std::string, std::string, std::string>;

    void apply(const model::Transaction& transaction, model::Seq seq);
    // False: it is so already.
    bool apply_life(const model::Change& change, Fields& fields, std::set<Place>& changed);
    bool apply_purge(const model::Change& change, Fields& fields, std::set<Place>& changed);
    void apply_remover(const model::Change& change, std::set<Place>& changed);
    void apply_field(const model::Transaction& transaction, const model::Change& change, Fields& fields,
                     std::set<Place>& changed);
    void apply_element(const model::Change& change, Cell& cell, std::set<Place>& changed);
    void check_seen(const model::Transaction& transaction, const model::Change& change, const Cell& overwritten);
    void begin_conflicts(const ServerContent& content);
    void compare(const ServerContent& content);
    bool is_of_server(const model::Record& record) const;
    void check_owners(const ServerContent& content);
    void complain(std::string what) { wrong_.push_back(std::move(what)); }

    const model::Catalogue& catalogue_;
    std::map<std::pair<DeviceId, std::uint64_t>, const Deed*> deeds_;
    std::map<RecordId, Fields> records_;
    std::multiset<Conflict> expected_conflicts_;
    std::map<model::Seq, std::vector<const model::Record*>> conflict_births_;
    model::Seq now_ = 0;
    std::vector<std::string> wrong_;
};

}  // namespace xingke::simulation
