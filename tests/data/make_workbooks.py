"""Makes workbook.xlsx, workbook_1904.xlsx and two_sheets.xlsx with openpyxl, a program that is not ours: python3 tests/data/make_workbooks.py"""
# workbook.xls and two_sheets.xls are what LibreOffice made of them: soffice --headless --convert-to xls workbook.xlsx two_sheets.xlsx
import datetime
import pathlib

import openpyxl
import openpyxl.utils.datetime

here = pathlib.Path(__file__).parent
when = datetime.datetime(2026, 11, 21, 9, 5)

book = openpyxl.Workbook()
book.active.title = "empty"
hidden = book.create_sheet("hidden")
hidden.sheet_state = "hidden"
hidden.append(["not this"])
hidden.append(["one"])
sheet = book.create_sheet("客户")
titles = ["客户名称", "电话", "邮编", "成立日期", "拜访时间", "金额", "占比", "重点", "备注"]
rows = {
    2: titles,
    3: ["甲 <公司> & Söhne", 13800138000, 10010, when.date(), when, 1234567.89, 0.125, True, "第一行\n第二行"],
    4: ["乙公司", None, None, 59, None, 0.1, None, False],
    9: [None, "021-68900000"],
}
for number, values in rows.items():
    for column, value in enumerate(values, start=1):
        sheet.cell(number, column, value)
sheet["C3"].number_format = "000000"
sheet["D3"].number_format = "yyyy\"年\"m\"月\"d\"日\""
sheet["D4"].number_format = "yyyy-mm-dd"
sheet["E3"].number_format = "yyyy/m/d h:mm"
sheet["F3"].number_format = "#,##0.00"
sheet["G3"].number_format = "0.0%"
sheet["K20"].fill = openpyxl.styles.PatternFill("solid", start_color="FFFF00")
book.save(here / "workbook.xlsx")

book = openpyxl.Workbook()
book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
book.active.append(["日期"])
book.active.append([when.date()])
book.save(here / "workbook_1904.xlsx")

book = openpyxl.Workbook()
book.active.title = "空"
sheet = book.create_sheet("客户")
sheet.append(["客户名称", "备注"])
sheet.append(["一号客户", None])
sheet.merge_cells("A3:B3")
sheet["A3"] = "合并的客户"
sheet = book.create_sheet("其他")
sheet.append(["单位名称"])
sheet.append(["其他一"])
sheet.append(["其他二"])
book.save(here / "two_sheets.xlsx")
