// Photos and files of people on this device: keeps what was picked, brings it to the server, and fetches what somebody
// wants to see. Records do not wait for files nor files for records; whoever sees a record may find its file still on
// the way.
//
// One file goes up at a time and one comes down at a time, each in pieces, with at most one request under way for each:
//
//   idle  --tick(), something waits-->   asking   how much the server has: a line that broke costs one piece
//   asking, sending --answer-->          sending  the next piece
//   sending --all there-->               idle     the file may go from this device when room is needed
//   asking, sending --refused-->         idle     for good; the sync page says why
//   asking, sending --no answer-->       idle     due again after a growing delay
//
// On the data side's thread. Answers of the network and of the file system that come after the end find nobody.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/platform/blob_files.h"
#include "app/platform/network.h"
#include "app/store/blob_table.h"

namespace xingke::client {

class BlobClient {
public:
    // `on_change`: what waits has become another; called at the end of each answer. Also for what went wrong in the
    // database, which is then said by the next question to it.
    struct Listener {
        std::function<void(const ToScreen&)> send;
        std::function<void()> on_change;
    };
    static Result<std::unique_ptr<BlobClient>> open(Workspace& workspace, platform::Network& network,
                                                    platform::BlobFiles& files, Listener listener);
    ~BlobClient();

    // Answered with BlobAdded, when the bytes are safe on this device.
    void add(AddBlob& frame);
    // Removes from this device what may go; whenever records may have gone.
    void make_room();
    // Answered with BlobOpened: at once when it is here, otherwise with its progress first.
    void open(const OpenBlob& frame);
    // Records were written: files that they name now go up.
    void on_commit();
    void host_state(bool online);
    // Sends what is due; the time until something will be, in ms, or -1.
    std::int64_t tick();
    // For SyncState.
    Result<void> tell(SyncState& state);

private:
    struct Upload {
        store::BlobRow row;
        std::int64_t have = 0;
    };
    struct Download {
        OpenBlob wanted;
        Bytes bytes;
    };
    using Handler = std::function<void(const platform::HttpResponse&)>;

    BlobClient(Workspace& workspace, platform::Network& network, platform::BlobFiles& files, Listener listener,
               store::BlobTable table);
    bool may_send() const;
    void send(platform::HttpRequest request, Handler handler);
    void send_piece(Bytes piece, std::int64_t offset);
    void on_piece(const platform::HttpResponse& response);
    void finish_upload(const Result<void>& noted);
    void retry_later();
    void begin_download();
    void ask_for_part();
    void on_part(const platform::HttpResponse& response);
    void keep_download();
    void give(const OpenBlob& wanted, Bytes bytes);
    void refuse(const OpenBlob& wanted, Message problem);

    Workspace& workspace_;
    platform::Network& network_;
    platform::BlobFiles& files_;
    Listener listener_;
    store::BlobTable table_;
    std::shared_ptr<bool> is_alive_ = std::make_shared<bool>(true);
    std::unique_ptr<Upload> upload_;
    std::deque<Download> downloads_;  // the first is under way
    bool is_downloading_ = false;
    bool is_online_ = true;
    int failure_count_ = 0;
    std::int64_t due_ms_ = 0;
};

}  // namespace xingke::client
