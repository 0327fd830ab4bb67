// A form for one record, new or existing, and optionally for a first child along with it: sections, labels above
// fields, issues beside the fields they are about, a bar with the actions. Keeps what is typed until it is destroyed;
// knows nothing of saving: the screen sends changes() and hands the answer to show().
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/change.h"
#include "app/model/validate.h"
#include "app/ui/kit/ui.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

enum class FormAction : std::uint8_t { none, save, save_and_new, back };

// A decision about what is saved that is no field of it.
struct FormTick {
    std::string label;
    bool* value = nullptr;
};

struct FormOptions {
    std::string title;    // "新建客户", "编辑客户"
    bool is_new = false;  // offers 保存并新建
    bool is_saving = false;
    // Drawn below each field of the record itself, with what is typed into it.
    std::function<void(const model::Field&, const model::Value&)> below = {};
    std::vector<FormTick> ticks = {};  // behind the first record's fields
};

class Form {
public:
    // `initial` gives the id, the type, and the values it starts with (defaults, the parent); an existing record is
    // given whole. `labels` are those of its references.
    Form(client::ScreenLink& link, const model::Catalogue& catalogue, const model::Record& initial,
         const std::vector<std::pair<model::FieldId, std::string>>& labels);
    ~Form();

    // A second record in the same form (RecordType::create_with): left out of changes() while nothing is typed into it.
    void add_part(const model::Record& initial);

    // Ctrl+S is the screen's to route here.
    FormAction draw(kit::Ui& ui, const FormOptions& options);

    bool is_dirty() const;
    // Checks everything by the model's rules; false: issues are shown and the first wrong field takes the focus.
    bool check();
    // What differs from the start, ready for ScreenLink::commit; for a new record also its life field.
    std::vector<model::Change> changes() const;
    // The first record as it would be saved now.
    model::Record typed() const;
    void show(const std::vector<model::Issue>& issues);
    // From outside, while the form is open: what the field starts from has become `value` (someone else changed the
    // record); what is typed stays as it is.
    void set_start(RecordId record, model::FieldId field, model::Value value);
    // What is typed becomes `value`: a draft is taken up again, or somebody else's value is taken over. `label`: of
    // what a reference refers to.
    void set(RecordId record, model::FieldId field, model::Value value, std::string label);

private:
    struct Part;
    using Labels = std::vector<std::pair<model::FieldId, std::string>>;
    struct PendingValue {
        RecordId record;
        model::FieldId field = 0;
        model::Value value;
        std::string label;
    };
    void begin_parts(const kit::Ui& ui);
    void draw_summary(kit::Ui& ui);
    void draw_part(kit::Ui& ui, Part& part, std::size_t index);
    void draw_section(kit::Ui& ui, Part& part, const model::Section* section, bool is_first);
    void draw_field(kit::Ui& ui, Part& part, const model::Record& typed, const model::Field& field);
    void draw_bar(kit::Ui& ui, const FormOptions& options, const kit::Box& box, FormAction& action);
    void show_in(Part& part, const std::vector<model::Issue>& issues);
    Part* find_part(RecordId record);

    client::ScreenLink& link_;
    const model::Catalogue& catalogue_;
    Labels labels_;
    std::vector<std::unique_ptr<Part>> parts_;
    std::vector<PendingValue> pending_;  // set before the first draw
    std::function<void(const model::Field&, const model::Value&)> below_;
    const kit::Ui* ui_ = nullptr;  // since the first draw
    std::string focus_field_;      // by the next frame
    std::string whole_issue_;      // about no field of the form
    bool was_entered_ = false;
};

}  // namespace xingke::ui::views
