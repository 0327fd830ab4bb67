// Importing a table of records, step by step:
//
//   choosing --a file--> reading --preview--> mapping --开始导入--> running --done--> finished --修正后重试--> running
//   …
//              reading --cannot be read--> choosing, with the reason       running --取消--> choosing
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
#include "app/ui/screens/csv_text.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class ImportScreen {
public:
    explicit ImportScreen(const model::RecordType& type) : type_(&type) {}

    void draw(Desk& desk);
    void on_file(Desk& desk, std::string_view name, std::span<const std::uint8_t> bytes);

private:
    static constexpr float mapping_width = 920;
    enum class Step : std::uint8_t { choosing, reading, mapping, running, finished };
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
    void hand_out_template(Desk& desk);

    // import_mapping.cpp
    void draw_mapping(Desk& desk);
    void draw_policy(Desk& desk);
    void draw_columns(Desk& desk, const std::vector<ImportField>& fields);
    void draw_column(Desk& desk, std::size_t column, const std::vector<ImportField>& fields);
    void draw_sample(Desk& desk);
    void draw_start(Desk& desk, const kit::Box& box);
    bool lacks(const ImportField& field) const;  // required, and no column has it
    void draw_missing(Desk& desk, const std::vector<ImportField>& fields);

    // import_result.cpp
    void draw_finished(Desk& desk);
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
    // Of this import and all its corrections.
    std::uint32_t created_ = 0, merged_ = 0, skipped_ = 0;
    std::vector<std::uint64_t> counters_;
    std::vector<client::BadRow> bad_;
};

}  // namespace xingke::ui
