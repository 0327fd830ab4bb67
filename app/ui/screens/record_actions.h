// What is done to a whole record from wherever it is shown.
#pragma once

#include <string_view>

#include "app/ui/screens/desk.h"

namespace xingke::ui {

// The question before deleting, while `open`; `answer` is what is known of the record. A yes deletes it, with 撤销 in
// the toast. True: it was deleted now.
bool ask_remove(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer, bool& open);
// The same for a record in the recycle bin, which then is gone for good: a toast without 撤销.
bool ask_purge(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer, bool& open);
// By the browser's print dialog, as the type's print form.
void print_record(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer);
void restore(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer);

}  // namespace xingke::ui
