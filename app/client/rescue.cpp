#include "app/client/rescue.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "sync/protocol/frame.h"

namespace xingke::client {
namespace {

constexpr std::uint32_t magic = 0x43535258;  // "XRSC"
constexpr std::string_view last_counter_key = "outbox_last_counter", offset_key = "outbox_offset";
// Everything else, as how far this device had come, is left behind: it is found out anew.
constexpr std::string_view account_keys[] = {meta_key::user,    meta_key::role,  meta_key::name,       meta_key::login,
                                             meta_key::company, meta_key::token, meta_key::device_code};
constexpr std::string_view identity_keys[] = {meta_key::device, last_counter_key, offset_key};

using Entries = std::map<std::uint64_t, store::OutboxEntry>;

// From one end of the outbox until it cannot be read any further.
Result<void> read_entries(Database& database, std::string_view direction, Entries& entries) {
    Statement row =
        database.prepare("SELECT counter, state, intent, authored, base, reasons, body FROM outbox ORDER BY counter " +
                         std::string(direction));
    while (TRY(row.step())) {
        store::OutboxEntry entry;
        entry.counter = static_cast<std::uint64_t>(row.integer(0));
        entry.state = static_cast<store::OutboxState>(row.integer(1));
        entry.intent = static_cast<model::Intent>(row.integer(2));
        entry.authored = {row.integer(3)};
        entry.base = static_cast<model::Seq>(row.integer(4));
        entry.reasons.assign(row.blob(5).begin(), row.blob(5).end());
        entry.body.assign(row.blob(6).begin(), row.blob(6).end());
        entries.insert_or_assign(entry.counter, std::move(entry));
    }
    return {};
}

// All keys from the first to before the last.
Result<void> read_meta(Database& database, std::string_view from, std::string_view to, Rescue& rescue) {
    Statement row = database.prepare("SELECT key, value FROM meta WHERE key >= ?1 AND key < ?2");
    row.bind(1, from).bind(2, to);
    while (TRY(row.step())) {
        rescue.meta.emplace_back(row.text(0), row.text(1));
    }
    return {};
}

std::uint64_t number_of(const Rescue& rescue, std::string_view key) {
    std::uint64_t number = 0;
    const auto found = std::ranges::find(rescue.meta, key, &std::pair<std::string, std::string>::first);
    if (found != rescue.meta.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    }
    return number;
}

bool has(const Rescue& rescue, std::string_view key) {
    return std::ranges::find(rescue.meta, key, &std::pair<std::string, std::string>::first) != rescue.meta.end();
}

// A record that is not here yet has a row without a life, so that a change of it is no creation (change_log.h).
Result<void> ensure_rows(Workspace& workspace, const model::Transaction& transaction) {
    for (const model::Change& change : transaction.changes) {
        const bool is_begun = std::ranges::any_of(transaction.changes, [&](const model::Change& other) {
            return other.record == change.record && other.field == model::life_field &&
                   other.value == model::Value(std::int64_t{1});
        });
        const auto row = TRY(workspace.store.read(change.type, change.record));
        if (!is_begun && !row) {
            TRY(workspace.store.write(change.type, change.record, {}));
        }
    }
    return {};
}

Result<bool> put_entry(Workspace& workspace, store::OutboxEntry entry, bool is_renewed) {
    Reader reader(entry.body);
    model::Transaction transaction = protocol::decode_transaction(reader);
    if (!reader.ok()) {
        return false;
    }
    if (is_renewed) {
        entry.counter = TRY(workspace.log.next_counter());
        transaction.device = workspace.device;
        transaction.counter = entry.counter;
        Writer writer;
        protocol::encode(writer, transaction);
        entry.body = writer.take();
    } else {
        TRY(set_meta_number(workspace.store, last_counter_key, entry.counter - 1));
    }
    TRY(ensure_rows(workspace, transaction));
    TRY(workspace.log.write_local(entry, transaction.changes));
    if (entry.state == store::OutboxState::rejected) {
        TRY(workspace.log.reject(entry.counter, entry.reasons));
    }
    return true;
}

}  // namespace

Rescue read_rescue(Database& damaged) {
    Rescue rescue;
    const auto note = [&rescue](const Result<void>& read) { rescue.is_complete = rescue.is_complete && read; };
    const auto note_keys = [&](std::span<const std::string_view> keys) {
        for (const std::string_view key : keys) {
            note(read_meta(damaged, key, std::string(key) + '\0', rescue));
        }
    };
    note_keys(account_keys);
    note_keys(identity_keys);
    note(read_meta(damaged, "number/", "number0", rescue));  // how far the numbers of this device have come
    Entries entries;
    if (!read_entries(damaged, "ASC", entries)) {
        rescue.is_complete = false;
        static_cast<void>(read_entries(damaged, "DESC", entries));  // The part behind the damage.
    }
    for (auto& [counter, entry] : entries) {
        if (entry.state != store::OutboxState::accepted) {  // Those are at the server.
            rescue.entries.push_back(std::move(entry));
        }
    }
    rescue.is_complete = rescue.is_complete && has(rescue, meta_key::device);
    return rescue;
}

Bytes encode(const Rescue& rescue) {
    Writer writer;
    writer.boolean(rescue.is_complete);
    writer.varint(rescue.meta.size());
    for (const auto& [key, value] : rescue.meta) {
        writer.text(key);
        writer.text(value);
    }
    writer.varint(rescue.entries.size());
    for (const store::OutboxEntry& entry : rescue.entries) {
        writer.varint(entry.counter);
        writer.u8(static_cast<std::uint8_t>(entry.state));
        writer.u8(static_cast<std::uint8_t>(entry.intent));
        writer.zigzag(entry.authored.ms);
        writer.varint(entry.base);
        writer.blob(entry.reasons);
        writer.blob(entry.body);
    }
    Writer whole;
    whole.u32(magic);
    whole.u32(crc32c(writer.bytes()));
    whole.blob(writer.bytes());
    return whole.take();
}

Result<Rescue> decode_rescue(std::span<const std::uint8_t> bytes) {
    const Error broken{Fault::storage, {Text::storage_damaged, {}}, "rescue file"};
    Reader whole(bytes);
    const bool is_ours = whole.u32() == magic;
    const std::uint32_t checksum = whole.u32();
    const std::span<const std::uint8_t> body = whole.blob(bytes.size());
    if (!is_ours || !whole.ok() || checksum != crc32c(body)) {
        return broken;
    }
    Rescue rescue;
    Reader reader(body);
    rescue.is_complete = reader.boolean();
    for (std::size_t left = reader.count(); left > 0; --left) {
        std::string key = reader.text(body.size());
        rescue.meta.emplace_back(std::move(key), reader.text(body.size()));
    }
    for (std::size_t left = reader.count(); left > 0; --left) {
        store::OutboxEntry entry;
        entry.counter = reader.varint();
        entry.state = static_cast<store::OutboxState>(reader.u8());
        entry.intent = static_cast<model::Intent>(reader.u8());
        entry.authored = {reader.zigzag()};
        entry.base = reader.varint();
        const auto reasons = reader.blob(body.size());
        entry.reasons.assign(reasons.begin(), reasons.end());
        const auto content = reader.blob(body.size());
        entry.body.assign(content.begin(), content.end());
        rescue.entries.push_back(std::move(entry));
    }
    if (!reader.ok()) {
        return broken;
    }
    return rescue;
}

Result<std::uint64_t> put_rescue(Workspace& workspace, const Rescue& rescue) {
    Transaction transaction = TRY(Transaction::begin(workspace.store.database()));
    for (const auto& [key, value] : rescue.meta) {
        const bool is_of_device =
            key == meta_key::token || std::ranges::find(identity_keys, key) != std::ranges::end(identity_keys);
        if (rescue.is_complete || !is_of_device) {
            TRY(workspace.store.set_meta(key, value));
        }
        if (rescue.is_complete && key == meta_key::device) {
            workspace.device = parse_id<DeviceTag>(value).value_or(workspace.device);
        }
    }
    std::uint64_t count = 0;
    for (const store::OutboxEntry& entry : rescue.entries) {
        const bool was_put = TRY(put_entry(workspace, entry, !rescue.is_complete));
        count += was_put ? 1 : 0;
    }
    if (rescue.is_complete) {
        TRY(set_meta_number(workspace.store, last_counter_key, number_of(rescue, last_counter_key)));
    }
    TRY(transaction.commit());
    return count;
}

}  // namespace xingke::client
