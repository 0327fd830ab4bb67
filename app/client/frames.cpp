#include "app/client/frames.h"

#include <concepts>
#include <map>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "app/base/check.h"

namespace xingke::client {
namespace {

template <class T, class Frame>
concept Is = std::same_as<std::remove_const_t<T>, Frame>;

// The members of each struct in their order on the wire: the only place where a new member must be named. Both ends are
// the same build, so the order may change freely.
// clang-format off
template <Is<Message> T> auto parts(T& f) { return std::tie(f.key, f.arguments); }
template <Is<MessageArgument> T> auto parts(T& f) { return std::tie(f.name, f.chinese, f.english); }
template <Is<Instant> T> auto parts(T& f) { return std::tie(f.ms); }
template <Is<model::Empty> T> auto parts(T&) { return std::tie(); }
template <Is<model::Position> T> auto parts(T& f) { return std::tie(f.latitude_e7, f.longitude_e7, f.accuracy_m); }
template <Is<model::FieldState> T> auto parts(T& f) { return std::tie(f.value, f.seq); }
template <Is<model::Record> T> auto parts(T& f) { return std::tie(f.id, f.type, f.fields); }
template <Is<model::Change> T> auto parts(T& f) { return std::tie(f.record, f.type, f.field, f.operation, f.value); }
template <Is<model::Issue> T> auto parts(T& f) { return std::tie(f.field, f.message); }
template <Is<model::Actor> T> auto parts(T& f) { return std::tie(f.user, f.role); }
template <Is<model::Filter> T> auto parts(T& f) { return std::tie(f.field, f.test, f.value); }
template <Is<model::Sort> T> auto parts(T& f) { return std::tie(f.field, f.descending); }
template <Is<model::Query> T> auto parts(T& f) {
    return std::tie(f.type, f.filters, f.conditions, f.search, f.sorts, f.fields, f.deleted, f.first, f.count,
                    f.records, f.initial);
}
template <Is<model::Row> T> auto parts(T& f) { return std::tie(f.id, f.values, f.labels, f.is_pending); }
template <Is<model::Page> T> auto parts(T& f) { return std::tie(f.total, f.first, f.rows); }

template <Is<model::GroupBy> T> auto parts(T& f) { return std::tie(f.field, f.step); }
template <Is<model::Measure> T> auto parts(T& f) { return std::tie(f.of, f.field); }
template <Is<model::GroupQuery> T> auto parts(T& f) { return std::tie(f.query, f.by, f.measures); }
template <Is<model::Group> T> auto parts(T& f) { return std::tie(f.keys, f.labels, f.count, f.figures); }
template <Is<model::Groups> T> auto parts(T& f) { return std::tie(f.groups, f.more); }

template <Is<SignIn> T> auto parts(T& f) { return std::tie(f.login, f.password); }
template <Is<SignOut> T> auto parts(T& f) { return std::tie(f.erase); }
template <Is<Watch> T> auto parts(T& f) { return std::tie(f.id, f.query); }
template <Is<WatchRecord> T> auto parts(T& f) { return std::tie(f.id, f.record, f.type, f.as_of); }
template <Is<Unwatch> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<Commit> T> auto parts(T& f) { return std::tie(f.id, f.intent, f.base, f.changes, f.step, f.absorption); }
template <Is<Absorption> T> auto parts(T& f) { return std::tie(f.type, f.into, f.record); }
template <Is<Step> T> auto parts(T& f) { return std::tie(f.record, f.type, f.name); }
template <Is<OfferedStep> T> auto parts(T& f) { return std::tie(f.name, f.refusals); }
template <Is<SeatView> T> auto parts(T& f) { return std::tie(f.key, f.may_sign, f.opinion); }
template <Is<OpinionLine> T> auto parts(T& f) {
    return std::tie(f.seat, f.verdict, f.round, f.remark, f.conditions, f.questions, f.suggestion, f.author_name, f.at);
}
template <Is<CountersignView> T> auto parts(T& f) {
    return std::tie(f.round, f.is_open, f.state, f.route, f.explanation, f.seats, f.opinions);
}
template <Is<Undo> T> auto parts(T& f) { return std::tie(f.id, f.counter); }
template <Is<Search> T> auto parts(T& f) { return std::tie(f.id, f.words, f.count_max); }
template <Is<ImportOpen> T> auto parts(T& f) { return std::tie(f.id, f.type, f.file_name, f.bytes); }
template <Is<ImportRun> T> auto parts(T& f) { return std::tie(f.id, f.mapping, f.duplicates, f.is_trial); }
template <Is<ImportSheet> T> auto parts(T& f) { return std::tie(f.id, f.sheet); }
template <Is<ImportFix> T> auto parts(T& f) { return std::tie(f.id, f.lines, f.rows); }
template <Is<ImportCancel> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<Export> T> auto parts(T& f) {
    return std::tie(f.id, f.query, f.format, f.is_template, f.language, f.utc_offset_minutes);
}
template <Is<ExportTable> T> auto parts(T& f) {
    return std::tie(f.id, f.format, f.title, f.columns, f.first_number, f.rows);
}
template <Is<SyncNow> T> auto parts(T&) { return std::tie(); }
template <Is<HostState> T> auto parts(T& f) { return std::tie(f.online, f.visible); }
template <Is<ResolveRejected> T> auto parts(T& f) { return std::tie(f.counter, f.retry); }
template <Is<AskInbox> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<AskDeviceReport> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<RestoreVersion> T> auto parts(T& f) { return std::tie(f.id, f.record, f.type, f.entry, f.base); }
template <Is<AskDamagedFiles> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<AddBlob> T> auto parts(T& f) { return std::tie(f.id, f.bytes); }
template <Is<OpenBlob> T> auto parts(T& f) { return std::tie(f.id, f.hash, f.size); }
template <Is<BlobAdded> T> auto parts(T& f) { return std::tie(f.id, f.hash, f.error); }
template <Is<BlobOpened> T> auto parts(T& f) { return std::tie(f.id, f.done, f.is_last, f.bytes, f.error); }
template <Is<Recover> T> auto parts(T&) { return std::tie(); }
template <Is<DamagedFiles> T> auto parts(T& f) { return std::tie(f.id, f.files); }
template <Is<WatchGroups> T> auto parts(T& f) { return std::tie(f.id, f.query); }

template <Is<NewValue> T> auto parts(T& f) { return std::tie(f.field, f.value); }
template <Is<Bulk> T> auto parts(T& f) { return std::tie(f.id, f.query, f.set); }
template <Is<BulkCancel> T> auto parts(T& f) { return std::tie(f.id); }
template <Is<BulkProgress> T> auto parts(T& f) { return std::tie(f.id, f.done, f.total); }
template <Is<BulkDone> T> auto parts(T& f) {
    return std::tie(f.id, f.error, f.cancelled, f.changed, f.refused, f.reason, f.counter);
}

template <Is<Administer> T> auto parts(T& f) { return std::tie(f.id, f.action, f.words); }
template <Is<Administered> T> auto parts(T& f) { return std::tie(f.id, f.error, f.rows); }

template <Is<SessionState> T> auto parts(T& f) {
    return std::tie(f.phase, f.actor, f.user_name, f.login, f.company, f.is_durable, f.signing_in, f.error, f.detail,
                    f.can_recover, f.has_recovered, f.has_lost_changes, f.recovered_count);
}
template <Is<Answer> T> auto parts(T& f) { return std::tie(f.id, f.page, f.cursor, f.error); }
template <Is<TimelineEntry::Line> T> auto parts(T& f) {
    return std::tie(f.field, f.before, f.after, f.before_label, f.after_label);
}
template <Is<TimelineEntry> T> auto parts(T& f) {
    return std::tie(f.entry, f.at, f.author, f.author_name, f.intent, f.counter, f.is_own, f.is_pending, f.lines);
}
template <Is<RecordAnswer> T> auto parts(T& f) {
    return std::tie(f.id, f.exists, f.record, f.labels, f.pending, f.timeline, f.cursor, f.steps, f.countersign);
}
template <Is<Committed> T> auto parts(T& f) {
    return std::tie(f.id, f.saved, f.counter, f.record, f.issues, f.error);
}
template <Is<SearchHit> T> auto parts(T& f) { return std::tie(f.record, f.type, f.label, f.excerpt, f.highlights); }
template <Is<SearchAnswer> T> auto parts(T& f) { return std::tie(f.id, f.hits, f.more); }
template <Is<ImportPreview> T> auto parts(T& f) {
    return std::tie(f.id, f.error, f.encoding, f.delimiter, f.sheets, f.sheet, f.columns, f.mapping, f.sample,
                    f.row_count, f.duplicate_count);
}
template <Is<ImportProgress> T> auto parts(T& f) { return std::tie(f.id, f.done, f.total, f.is_writing); }
template <Is<BadRow> T> auto parts(T& f) { return std::tie(f.line, f.cells, f.issues); }
template <Is<ImportDone> T> auto parts(T& f) {
    return std::tie(f.id, f.error, f.cancelled, f.is_trial, f.created, f.merged, f.skipped, f.counter, f.bad);
}
template <Is<Exported> T> auto parts(T& f) { return std::tie(f.id, f.error, f.row_count, f.bytes); }
template <Is<SyncState> T> auto parts(T& f) {
    return std::tie(f.phase, f.waiting, f.needs_you, f.synced_at, f.cursor, f.first_sync_done, f.received, f.expected,
                    f.problem, f.clock_off_ms, f.update_needed, f.files_waiting, f.file_bytes_waiting,
                    f.files_refused, f.file_problem);
}
template <Is<InboxItem> T> auto parts(T& f) {
    return std::tie(f.what, f.conflict, f.counter, f.record, f.type, f.record_label, f.field, f.mine, f.theirs,
                    f.mine_label, f.theirs_label, f.mine_author, f.theirs_author, f.at, f.reasons, f.changes);
}
template <Is<InboxAnswer> T> auto parts(T& f) { return std::tie(f.id, f.items); }
template <Is<DeviceReport> T> auto parts(T& f) {
    return std::tie(f.id, f.device, f.database_bytes, f.record_counts, f.sqlite_version, f.catalogue_version);
}
template <Is<GroupsAnswer> T> auto parts(T& f) { return std::tie(f.id, f.groups, f.error); }
template <Is<model::Declaration> T> auto parts(T& f) { return std::tie(f.record, f.layer, f.person, f.body); }
template <Is<Declarations> T> auto parts(T& f) { return std::tie(f.all); }

// clang-format on

template <class T>
concept HasParts = requires(T& value) { parts(value); };

template <class T>
constexpr bool is_id = false;
template <class Tag>
constexpr bool is_id<Id<Tag>> = true;
template <class T>
constexpr bool is_pair = false;
template <class A, class B>
constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_map = false;
template <class K, class V>
constexpr bool is_map<std::map<K, V>> = true;
template <class T>
constexpr bool is_variant = false;
template <class... T>
constexpr bool is_variant<std::variant<T...>> = true;

struct Encoder {
    Writer writer;

    template <class T>
    void put(const T& value) {
        if constexpr (std::same_as<T, bool>) {
            writer.boolean(value);
        } else if constexpr (std::is_enum_v<T>) {
            writer.varint(static_cast<std::uint64_t>(value));
        } else if constexpr (std::unsigned_integral<T>) {
            writer.varint(value);
        } else if constexpr (std::signed_integral<T>) {
            writer.zigzag(value);
        } else if constexpr (std::same_as<T, std::string>) {
            writer.text(value);
        } else if constexpr (std::same_as<T, Bytes>) {
            writer.blob(value);
        } else if constexpr (std::same_as<T, model::Expression>) {
            Writer expression;
            model::encode(expression, value);
            writer.blob(expression.bytes());
        } else if constexpr (is_id<T>) {
            writer.raw(value.bytes);
        } else if constexpr (is_pair<T>) {
            put(value.first);
            put(value.second);
        } else if constexpr (is_vector<T> || is_map<T>) {
            writer.varint(value.size());
            for (const auto& one : value) {
                put(one);
            }
        } else if constexpr (is_variant<T>) {
            writer.varint(value.index());
            std::visit([this](const auto& held) { this->put(held); }, value);
        } else {
            static_assert(HasParts<const T>, "every struct in a frame names its members in parts()");
            std::apply([this](const auto&... each) { (this->put(each), ...); }, parts(value));
        }
    }
};

struct Decoder {
    Reader reader;

    template <class T>
    T take() {
        T value{};
        take_into(value);
        return value;
    }

    template <class T>
    void take_into(T& value) {
        if constexpr (std::same_as<T, bool>) {
            value = reader.boolean();
        } else if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(reader.varint());
        } else if constexpr (std::unsigned_integral<T>) {
            value = static_cast<T>(reader.varint());
        } else if constexpr (std::signed_integral<T>) {
            value = static_cast<T>(reader.zigzag());
        } else if constexpr (std::same_as<T, std::string>) {
            value = reader.text(reader.left());
        } else if constexpr (std::same_as<T, Bytes>) {
            const auto bytes = reader.blob(reader.left());
            value.assign(bytes.begin(), bytes.end());
        } else if constexpr (std::same_as<T, model::Expression>) {
            auto expression = model::decode_expression(reader.blob(reader.left()));
            if (expression) {
                value = *std::move(expression);
            } else {
                reader.fail();
            }
        } else if constexpr (is_id<T>) {
            value = id_from_bytes<typename IdTag<T>::type>(reader.raw(16)).value_or(T{});
        } else if constexpr (is_pair<T>) {
            take_into(value.first);
            take_into(value.second);
        } else if constexpr (is_vector<T>) {
            const std::size_t count = reader.count();
            value.reserve(count);
            for (std::size_t i = 0; i < count && reader.ok(); ++i) {
                value.push_back(take<typename T::value_type>());
            }
        } else if constexpr (is_map<T>) {
            const std::size_t count = reader.count();
            for (std::size_t i = 0; i < count && reader.ok(); ++i) {
                auto key = take<typename T::key_type>();
                take_into(value[key]);
            }
        } else if constexpr (is_variant<T>) {
            take_alternative(value, reader.varint(), std::make_index_sequence<std::variant_size_v<T>>{});
        } else {
            static_assert(HasParts<T>, "every struct in a frame names its members in parts()");
            std::apply([this](auto&... each) { (this->take_into(each), ...); }, parts(value));
        }
    }

private:
    template <class T>
    struct IdTag;
    template <class Tag>
    struct IdTag<Id<Tag>> {
        using type = Tag;
    };

    template <class Variant, std::size_t... index>
    void take_alternative(Variant& value, std::uint64_t wanted, std::index_sequence<index...>) {
        const bool found = ((wanted == index && (take_into(value.template emplace<index>()), true)) || ...);
        if (!found) {
            reader.fail();
        }
    }
};

template <class Frame>
Bytes encode_frame(const Frame& frame) {
    Encoder encoder;
    encoder.put(frame);
    return encoder.writer.take();
}

template <class Frame>
Frame decode_frame(std::span<const std::uint8_t> bytes) {
    Decoder decoder{Reader(bytes)};
    Frame frame = decoder.take<Frame>();
    CHECK(decoder.reader.ok() && decoder.reader.at_end(), "both ends of the mailbox are the same build");
    return frame;
}

}  // namespace

Bytes encode(const ToData& frame) {
    return encode_frame(frame);
}
Bytes encode(const ToScreen& frame) {
    return encode_frame(frame);
}
ToData decode_to_data(std::span<const std::uint8_t> bytes) {
    return decode_frame<ToData>(bytes);
}
ToScreen decode_to_screen(std::span<const std::uint8_t> bytes) {
    return decode_frame<ToScreen>(bytes);
}

}  // namespace xingke::client
