// The real sync service and the real sessions over the real storage on a simulated disk. Only HTTP and passwords are
// left out: argon2 would take all the time there is.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "app/base/sqlite_files.h"
#include "app/model/catalogue.h"
#include "app/platform/network.h"
#include "sync/server/blobs.h"
#include "sync/server/byte_range.h"
#include "sync/server/service.h"
#include "sync/server/sessions.h"
#include "sync/server/storage/sqlite.h"
#include "tests/simulation/disk_image.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"
#include "tests/simulation/timeline.h"

namespace xingke::simulation {

struct Person {
    std::string login, name;
    model::Role role = model::Role::salesperson;
    RecordId user;
};

// The log and the outcomes as they stand in the database, read past all of the server's code.
struct LogRow {
    model::Seq seq = 0;
    DeviceId device;
    std::uint64_t counter = 0;
    Bytes body;
};
struct OutcomeRow {
    DeviceId device;
    std::uint64_t counter = 0;
    protocol::Status status = protocol::Status::accepted;
    model::Seq seq = 0;
};
struct ServerContent {
    std::vector<LogRow> log;
    std::vector<OutcomeRow> outcomes;
    std::vector<model::Record> records;
    model::Seq head = 0;
};

class Server {
public:
    Server(std::uint64_t seed, Timeline& timeline, const model::Catalogue& catalogue);
    ~Server();

    // Makes the account and the user's record.
    Person add_person(const std::string& login, const std::string& name, model::Role role);
    void revoke_device(DeviceId device);
    void move(const std::string& login, const std::string& department);
    // What is due by the clock alone, as the program does every minute.
    void keep_pools();
    // Who has a session and says to be another's device; whether the server took it.
    bool takes_from_another_device(const std::string& login, DeviceId other);
    // Makes records as an administrator would.
    void commit(std::vector<model::Change> changes);

    platform::HttpResponse handle(const platform::HttpRequest& request);
    // Power off and on again: what was committed is there, nothing else is.
    void crash(Random& random);
    // All tokens of that login end.
    void revoke(const std::string& login);
    bool is_valid(const std::string& token) { return sessions_->authenticate(token).has_value(); }
    // Nobody copies tokens here: each session that ended for being renewed with an old one is a fault of ours.
    std::uint64_t lost_session_count() const { return lost_session_count_; }
    std::uint64_t renewal_count() const { return renewal_count_; }
    // From now on, over crashes, too; sessions of before go on.
    void use_sessions(const server::SessionSettings& settings);
    // Called after each commit, with the caller's request still being handled.
    std::function<void(model::Seq head)> on_commit;
    // Called with what a person is being sent that the person may not see, by the oracle's rules.
    std::function<void(const std::string& login, RecordId record)> on_leak;

    ServerContent content();
    DiskImage backup();
    // Everything since the backup is gone, and the company says so by another epoch.
    void restore(const DiskImage& image);
    std::uint64_t request_count() const { return request_count_; }
    server::BlobSettings blob_settings;
    std::uint32_t page_records_max = 0;  // of a pull, whatever the device asks for; 0: what it asks for

private:
    class ServerClock : public Clock {
    public:
        explicit ServerClock(Timeline& timeline) : timeline_(timeline) {}
        Instant now() override { return {1'795'000'000'000 + timeline_.now_ms()}; }
        std::int64_t monotonic_ms() override { return timeline_.now_ms(); }
        int utc_offset_minutes(Instant) override { return 480; }

    private:
        Timeline& timeline_;
    };

    void open();
    void look_for_leaks(const server::Caller& caller, const Bytes& answer);
    std::vector<model::Record> all_records();
    Bytes with_small_pages(const Bytes& request) const;
    platform::HttpResponse sign_in(const platform::HttpRequest& request);
    platform::HttpResponse renew(const platform::HttpRequest& request);
    platform::HttpResponse blob(const platform::HttpRequest& request, const server::Caller& caller);

    SeededRandom random_;
    ServerClock clock_;
    const model::Catalogue& catalogue_;
    ModelDisk disk_;
    SqliteFiles files_;
    std::unique_ptr<server::SqliteStorage> storage_;
    std::unique_ptr<server::Service> service_;
    TenantId company_;
    std::map<std::string, Person> people_;
    std::unique_ptr<server::Sessions> sessions_;
    bool was_restored_ = false;
    std::uint64_t request_count_ = 0, renewal_count_ = 0, lost_session_count_ = 0;
};

}  // namespace xingke::simulation
