// The transactions of both SQL storages, reading and writing; see storage.h for what they promise. Each statement is
// written once, in words that SQLite and PostgreSQL share (postgres_connection.h says which are translated); the few
// that differ stand beside each database (sqlite_lease.h, postgres_pool.h).
#pragma once

#include <memory>

#include "sync/server/storage/storage.h"

namespace xingke::server {

enum class Access { read, write };

// Where a page of rows ends besides its count: behind the row with which the bytes of that column are reached.
struct PageLimit {
    std::string_view column;
    std::string_view order;  // of the select, which ends in LIMIT
    std::size_t bytes = 0;
};

// From a row of login, company id, user, role, password hash, disabled.
template <class Row>
Account account_of_row(const Row& row) {
    Account account{std::string(row.text(0)), row.template id<TenantTag>(1), row.template id<RecordTag>(2),
                    model::Role::read_only,   std::string(row.text(4)),      row.integer(5) != 0};
    // A role that this version does not know may do the least.
    if (!model::role_of_key(row.text(3), account.role)) {
        account.role = model::Role::read_only;
    }
    return account;
}

// A Lease points to a database that nobody else uses meanwhile: SqliteLease or PostgresLease.
template <class Lease>
class SqlTransaction : public WriteTransaction {
public:
    explicit SqlTransaction(Lease lease) : lease_(std::move(lease)), database_(*lease_) {}
    // not_found: no such company. After an error it must not be used.
    Result<void> begin(TenantId company, Access access);
    ~SqlTransaction() override;
    SqlTransaction(const SqlTransaction&) = delete;
    SqlTransaction& operator=(const SqlTransaction&) = delete;

    const Company& company() const override { return company_; }
    Result<std::optional<model::Record>> find_record(RecordId id) override;
    Result<std::vector<StoredRecord>> records_after(std::span<const model::TypeId> types, protocol::PullPosition after,
                                                    std::size_t count, std::size_t bytes) override;
    Result<std::uint64_t> count_records_after(std::span<const model::TypeId> types,
                                              protocol::PullPosition after) override;
    Result<std::vector<Posting>> postings_after(std::span<const RecordId> people, std::span<const model::TypeId> types,
                                                protocol::PullPosition after, std::size_t count) override;
    Result<std::uint64_t> count_postings_after(std::span<const RecordId> people, std::span<const model::TypeId> types,
                                               protocol::PullPosition after) override;
    Result<std::vector<Posting>> postings_of(RecordId record) override;
    Result<std::vector<RecordId>> children_of(RecordId parent) override;
    Result<std::optional<Device>> find_device(DeviceId id) override;
    Result<std::vector<Device>> devices() override;
    Result<std::optional<StoredOutcome>> find_outcome(DeviceId device, std::uint64_t counter) override;
    Result<std::vector<protocol::Outcome>> outcomes_after(DeviceId device, RecordId user, std::uint64_t counter,
                                                          std::size_t count, std::size_t bytes) override;
    Result<std::optional<DeviceId>> device_of(Seq seq) override;
    Result<std::optional<Bytes>> find_body(Seq seq) override;
    Result<std::vector<model::Record>> records_of(model::TypeId type) override;
    Result<Seq> newest_of(model::TypeId type) override;
    Result<std::optional<RecordId>> find_number(model::TypeId type, model::FieldId field,
                                                std::string_view number) override;
    Result<std::optional<Account>> find_account(RecordId user) override;
    Result<std::vector<Account>> accounts() override;

    // sql_blobs.cpp
    Result<std::optional<StoredBlob>> find_blob(const Digest& hash) override;
    Result<std::optional<BlobUpload>> find_upload(const Digest& hash, DeviceId device) override;
    Result<Bytes> read_blob(const Digest& hash, const std::optional<DeviceId>& device, std::int64_t first,
                            std::int64_t count) override;
    Result<std::vector<RecordId>> records_of_blob(const Digest& hash) override;
    Result<std::int64_t> count_blob_bytes() override;
    Result<void> add_upload_piece(const Digest& hash, DeviceId device, const BlobUpload& upload,
                                  std::span<const std::uint8_t> bytes) override;
    Result<void> drop_upload(const Digest& hash, DeviceId device) override;
    Result<void> finish_upload(const Digest& hash, DeviceId device, const StoredBlob& blob, Instant now) override;
    Result<void> refer_to_blob(RecordId record, const std::optional<Digest>& hash, Instant now) override;
    Result<std::int64_t> collect_blobs(Instant unreferenced_before, Instant untouched_before) override;

    Result<void> put_record(const model::Record& record, Seq row_seq) override;
    Result<void> put_posting(const Posting& posting) override;
    Result<void> set_parent(RecordId child, RecordId parent) override;
    Result<void> begin_postings(const std::array<std::uint8_t, 16>& rules) override;
    Result<void> put_device(const Device& device) override;
    Result<std::uint32_t> ensure_device_index(DeviceId device) override;
    Result<void> add_number(model::TypeId type, model::FieldId field, std::string_view number,
                            RecordId record) override;
    Result<void> add_outcome(DeviceId device, const StoredOutcome& outcome) override;
    Result<void> append(const LogEntry& entry) override;
    Result<void> add_account(const Account& account) override;
    Result<void> change_account(const Account& account) override;
    Result<void> commit() override;

protected:
    Lease lease_;

private:
    std::remove_reference_t<decltype(*std::declval<Lease&>())>& database_;
    std::int64_t t_ = 0;  // the company's number
    Company company_;
    bool is_open_ = false;
};

}  // namespace xingke::server
