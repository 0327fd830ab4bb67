// Random messages for the tests of the protocol: every kind of value, edge sizes included, from a seeded generator.
#pragma once

#include <random>
#include <string>

#include "sync/protocol/frame.h"

namespace xingke::protocol::examples {

using Generator = std::mt19937_64;

inline std::uint64_t below(Generator& generator, std::uint64_t bound) {
    return generator() % bound;
}

template <class Tag>
Id<Tag> random_id(Generator& generator) {
    Id<Tag> id;
    for (std::uint8_t& byte : id.bytes) {
        byte = static_cast<std::uint8_t>(generator());
    }
    return id;
}

// Numbers of every length on the wire.
inline std::uint64_t random_number(Generator& generator) {
    return generator() >> below(generator, 64);
}

inline std::string random_text(Generator& generator) {
    static constexpr std::string_view pieces[] = {
        "", "客户", "a", "𬍛", "\n", "\"", "😀", "行客演示公司", std::string_view("\0", 1)};
    std::string text;
    for (std::uint64_t i = below(generator, 6); i > 0; --i) {
        text += pieces[below(generator, std::size(pieces))];
    }
    return text;
}

inline model::Value random_value(Generator& generator) {
    switch (below(generator, 7)) {
        case 0:
            return model::Empty{};
        case 1:
            return below(generator, 2) == 1;
        case 2:
            return static_cast<std::int64_t>(random_number(generator)) * (below(generator, 2) == 0 ? -1 : 1);
        case 3:
            return random_text(generator);
        case 4:
            return random_id<RecordTag>(generator);
        case 5:
            return model::Elements{"a", "b" + std::to_string(below(generator, 9))};
        default:
            return model::Position{static_cast<std::int32_t>(generator()), static_cast<std::int32_t>(generator()), 12};
    }
}

inline model::Transaction random_transaction(Generator& generator, std::uint64_t counter) {
    model::Transaction transaction;
    transaction.device = random_id<DeviceTag>(generator);
    transaction.counter = counter;
    transaction.author = random_id<RecordTag>(generator);
    transaction.schema = static_cast<std::uint32_t>(generator());
    transaction.authored.ms = static_cast<std::int64_t>(random_number(generator)) / 2;
    transaction.base = random_number(generator);
    transaction.intent = static_cast<model::Intent>(below(generator, 8));
    for (std::uint64_t i = below(generator, 3); i > 0; --i) {
        transaction.guards.push_back(
            {random_id<RecordTag>(generator), static_cast<model::FieldId>(generator()), random_value(generator)});
    }
    for (std::uint64_t i = below(generator, 4); i > 0; --i) {
        const auto record = random_id<RecordTag>(generator);
        const auto type = static_cast<model::TypeId>(generator());
        for (std::uint64_t j = below(generator, 4); j > 0; --j) {
            transaction.changes.push_back({record, type, static_cast<model::FieldId>(generator()),
                                           static_cast<model::Operation>(below(generator, 3)),
                                           random_value(generator)});
        }
    }
    return transaction;
}

inline std::vector<Outcome> random_outcomes(Generator& generator) {
    std::vector<Outcome> outcomes;
    for (std::uint64_t i = below(generator, 5); i > 0; --i) {
        Outcome outcome{
            random_number(generator), static_cast<Status>(below(generator, 3)), random_number(generator), {}, 0};
        for (std::uint64_t j = below(generator, 3); j > 0; --j) {
            const auto key = static_cast<Text>(below(generator, static_cast<std::uint64_t>(Text::count)));
            outcome.reasons.push_back({random_id<RecordTag>(generator),
                                       "name",
                                       {key, {argument("field", Title{"名称", "Name"}), argument("max", "60")}}});
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

inline Body random_body(Generator& generator) {
    switch (below(generator, 6)) {
        case 4: {
            AdminRequest request{static_cast<AdminAction>(below(generator, 10)), {}};
            for (std::uint64_t i = below(generator, 4); i > 0; --i) {
                request.words.push_back(random_text(generator));
            }
            return request;
        }
        case 5: {
            AdminResponse response;
            response.is_refused = below(generator, 2) == 1;
            response.refusal = {Text::name_missing, {argument("login", "wang")}};
            for (std::uint64_t i = below(generator, 4); i > 0; --i) {
                response.rows.push_back({random_text(generator), random_text(generator)});
            }
            return response;
        }
        case 0: {
            PushRequest request;
            const std::uint64_t first = 1 + (random_number(generator) >> 8);
            for (std::uint64_t i = 0, count = below(generator, 4); i < count; ++i) {
                request.transactions.push_back(random_transaction(generator, first + i));
            }
            return request;
        }
        case 1:
            return PushResponse{random_id<RecordTag>(generator).bytes, random_number(generator),
                                below(generator, 2) == 1, random_outcomes(generator)};
        case 2:
            return PullRequest{random_number(generator),
                               {random_number(generator), random_id<RecordTag>(generator)},
                               static_cast<std::uint32_t>(1 + below(generator, 5000)),
                               random_number(generator),
                               random_number(generator)};
        default: {
            PullResponse response;
            response.epoch = random_id<RecordTag>(generator).bytes;
            response.point = random_number(generator);
            response.more = below(generator, 2) == 1;
            response.next = {random_number(generator), random_id<RecordTag>(generator)};
            response.remaining_count = random_number(generator);
            response.server_time_ms = static_cast<std::int64_t>(random_number(generator)) / 2;
            response.expected_counter = random_number(generator);
            for (std::uint64_t i = below(generator, 4); i > 0; --i) {
                PulledRecord record{random_id<RecordTag>(generator), static_cast<model::TypeId>(generator()), {}};
                for (std::uint64_t j = below(generator, 4); j > 0; --j) {
                    record.fields.push_back({static_cast<model::FieldId>(generator()),
                                             {random_value(generator), random_number(generator)}});
                }
                response.records.push_back(std::move(record));
            }
            response.outcomes = random_outcomes(generator);
            for (Outcome& outcome : response.outcomes) {
                outcome.content = random_number(generator);
            }
            return response;
        }
    }
}

}  // namespace xingke::protocol::examples
