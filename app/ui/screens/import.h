// Importing a table of records, step by step:
//
//   choosing --a file--> reading --preview--> mapping --开始导入--> running --done--> finished --修正后重试--> running
//   …
//              reading --cannot be read--> choosing, with the reason       running --取消--> choosing
//   mapping --another sheet--> reading       mapping --试运行--> running --done--> tried --开始导入--> running
//                                                                                 tried --返回修改--> mapping
//
// The rows with problems stay here, to be corrected in place or downloaded; the whole import can be taken back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/importable.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

// A host that knows only some of these offers what it knows.
constexpr std::string_view accepted_files =
    ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

class ImportScreen {
public:
    explicit ImportScreen(const model::RecordType& type) : type_(&type) {}

    void draw(Desk& desk);
    void on_file(Desk& desk, std::string_view name, std::span<const std::uint8_t> bytes);

private:
    static constexpr float mapping_width = 920;
    enum class Step : std::uint8_t { choosing, reading, mapping, running, tried, finished };
    // A field that a column can be.
    struct Target {
        model::FieldId id = 0;
        std::string title;
        bool is_required = false;
    };
    // What the data side answered; shared with the listener, which may outlive the screen.
    struct Answers {
        std::optional<client::ImportPreview> preview;
        std::optional<client::ImportProgress> progress;
        std::optional<client::ImportDone> done;
    };

    void take_answers(Desk& desk);
    void draw_step(Desk& desk);
    void draw_choosing(Desk& desk);
    void draw_reading(Desk& desk);
    void draw_running(Desk& desk);
    void hand_out_template(Desk& desk, client::ExportFormat format);

    // import_mapping.cpp
    void draw_mapping(Desk& desk);
    void draw_file(Desk& desk);
    void draw_policy(Desk& desk);
    void draw_columns(Desk& desk, const std::vector<Target>& fields);
    void draw_column(Desk& desk, std::size_t column, const std::vector<Target>& fields);
    void draw_sample(Desk& desk);
    void draw_start(Desk& desk, const kit::Box& box);
    void start(Desk& desk, bool is_trial);
    std::vector<Target> targets(Desk& desk) const;
    bool lacks(const Target& field) const;  // required, and no column has it
    void draw_missing(Desk& desk, const std::vector<Target>& fields);

    // import_result.cpp
    void draw_finished(Desk& desk);
    void draw_tried(Desk& desk);
    void draw_counts(Desk& desk, const client::ImportDone& counts);
    void draw_totals(Desk& desk);
    void draw_bad_rows(Desk& desk);
    void draw_bad_row(Desk& desk, client::BadRow& row);
    std::string field_name_of_column(const Desk& desk, std::size_t column) const;
    void retry(Desk& desk);
    void hand_out_bad_rows(Desk& desk);
    void undo_import(Desk& desk);

    const model::RecordType* type_;
    Step step_ = Step::choosing;
    std::shared_ptr<Answers> answers_;
    client::RequestId id_ = 0;
    std::string file_name_;
    Message problem_;
    client::ImportPreview preview_;
    std::vector<model::FieldId> mapping_;
    client::DuplicatePolicy policy_ = client::DuplicatePolicy::skip;
    bool is_trial_ = false;      // what runs, or ran last
    client::ImportDone totals_;  // of this import and all its corrections
    std::vector<std::uint64_t> counters_;
    std::vector<client::BadRow> bad_;
};

}  // namespace xingke::ui
