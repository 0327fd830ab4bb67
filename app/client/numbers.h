// Gives records their numbers (Field::numbering) on this device, without the server: the device's code stands in each,
// and the device counts for itself. The counts are kept in the database under `number/<type>/<field>/<period>`, written
// in the transaction that makes the record: a number is used if and only if its record was saved. Numbers of records
// that the server refuses are not given again.
#pragma once

#include <map>
#include <string>

#include "app/client/workspace.h"

namespace xingke::client {

class Numbers {
public:
    explicit Numbers(Workspace& workspace) : workspace_(workspace) {}

    // The next one. unauthorized: this device has no code yet, and gets one by signing in.
    Result<std::string> next(const model::RecordType& type, const model::Field& field, Instant now);
    // Inside the transaction that writes the records.
    Result<void> keep();

private:
    Workspace& workspace_;
    std::map<std::string, std::uint64_t> counts_;  // by key, those that next() has moved on
};

}  // namespace xingke::client
