// The transactions of SqliteStorage, reading and writing; see storage.h for what they promise.
#pragma once

#include <memory>

#include "app/base/sqlite.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

enum class Access { read, write };

// From a row of login, company id, user, role, password hash, disabled.
Account account_of_row(const Statement& statement);

class SqliteTransaction : public WriteTransaction {
public:
    static Result<std::unique_ptr<SqliteTransaction>> begin(Database& database, TenantId company, Access access);
    ~SqliteTransaction() override;
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;

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

private:
    explicit SqliteTransaction(Database& database) : database_(database) {}
    Database& database_;
    std::int64_t t_ = 0;  // the company's number
    Company company_;
    bool is_open_ = true;
};

}  // namespace xingke::server
