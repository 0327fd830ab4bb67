// Limits of the protocol: a decoder refuses what is above them, an encoder never makes it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "app/model/change.h"

namespace xingke::protocol {

// One request or response. The largest is an import of 100,000 rows of 15 columns, of about 370 bytes each.
constexpr std::size_t frame_bytes_max = 64 * 1024 * 1024;
// A device sends about this much at a time, or one transaction if that is larger.
constexpr std::size_t push_bytes_aim = 1024 * 1024;
constexpr std::size_t push_transactions_max = 2000;
// Of all transactions of a push together, so that what is decoded stays in proportion to what was sent.
constexpr std::size_t push_changes_max = model::change_count_max + 400'000;
constexpr std::size_t pull_records_max = 5000;  // in one page
constexpr std::size_t reasons_max = 200;        // of one outcome
constexpr std::size_t reason_field_bytes_max = 200;
constexpr std::size_t message_argument_count_max = 16;
constexpr std::size_t message_key_bytes_max = 100;  // of a text's key and of an argument's name
constexpr std::size_t record_fields_max = 2000;
constexpr std::size_t outcomes_max = 5000;
constexpr std::size_t admin_words_max = 16;  // of one request, and in one row of an answer
constexpr std::size_t admin_word_bytes_max = 4096;
constexpr std::size_t admin_rows_max = 20'000;

}  // namespace xingke::protocol
