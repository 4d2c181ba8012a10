/**
 * Sentences made from frames (who does what to whom, when) for working the points out: they show every word of a class in
 * many places, so that persons and times get no points of their own and acts and frames get theirs. Nothing is scored by
 * them. Every sentence is invented; the draw is fixed.
 */
import { lehmer } from './lehmer.ts';
import type { SafetyRow } from './score-safety.ts';

type Lists = Record<string, readonly string[]>;

const list = (text: string): string[] => text.split('|').map((part) => part.trim());

const LISTS: Lists = {
  agent: list(
    'chồng em|chồng tui|ông xã em|ck em|ổng|ảnh|nó|hắn|anh ta|ba con|cha em|cha dượng|dượng con|mẹ kế|mẹ chồng em|má chồng|ba chồng em|anh chồng|anh trai em|thằng con tui|con dâu tui|vợ tui|vợ tôi|bạn trai em|người yêu em|người yêu cũ|chồng cũ em|bồ cũ|ông chủ|bà chủ|chủ quán|sếp em|thầy dạy thêm|ông hàng xóm|chú em|cậu con|bác con|anh họ con|ông nội con|chồng chị Ba|anh rể em|tụi bạn trong lớp|mấy đứa lớp trên|người ta',
  ),
  victim: list(
    'em|tui|tôi|con|cháu|mình|con em|con gái em|con trai em|mẹ em|má em|mẹ con em|vợ|chị em|em gái em|chị dâu em|bé nhà bên|con bé|đứa nhỏ|thằng nhỏ|bà nội em|bà ngoại con|ông cụ|chị hàng xóm|bạn em|bạn con|chị trong tổ em|đứa cháu em|chị khuyết tật trong xóm',
  ),
  hit: list(
    'đánh V|đập V|tát V|đạp V|đấm vô mặt V|lấy ghế phang V|bóp cổ V|nắm tóc V dộng vô tường|nắm đầu V|kéo V ra sân đánh|xô V té|đẩy V xuống cầu thang|chọi chén vô người V|tạt nước sôi vô V|lấy dây nịt quất V|bạt tai V|lấy roi quất V|dí thuốc lá vô tay V|nhéo V bầm tím|đá vô bụng V|cho V ăn đòn|uýnh V|quánh V|oánh V|đục vô mặt V|vụt V bằng cây|thượng cẳng chân với V|ra tay với V|động tay với V|lôi V xềnh xệch|cắn V|bẻ tay V|đánh V gãy tay|đánh V bầm mắt|đập đầu V vô cửa|hành hạ V|bạo hành V|hành hung V|tra tấn V|trút giận lên V|say là đánh V|nhậu về là đập V|ghen rồi đánh V',
  ),
  mind: list(
    'chửi V suốt ngày|mắng V là đồ vô dụng|nói V ăn bám|nói V không bằng con chó|sỉ nhục V|nhục mạ V trước mặt người ta|coi V như người ở|khinh V ra mặt|hăm V|dọa giết V|dọa đánh V|dọa bỏ V|dọa đốt nhà V|kiểm soát V|không cho V đi làm|không cho V gặp bạn bè|không cho V ra khỏi nhà|không cho V về ngoại|cấm V đi đâu|cấm V xài điện thoại|theo dõi V|lục điện thoại của V|giữ hết tiền của V|lấy hết lương của V|không đưa V đồng nào|bắt V khai từng đồng|đuổi V ra khỏi nhà|đuổi V ra đường giữa đêm|bỏ đói V|không cho V ăn|bỏ mặc V|bắt V ngủ ngoài chuồng|bắt V quỳ|bắt V làm quần quật|bắt V nghỉ học|giấu giấy tờ của V|đập đồ làm V sợ|canh chừng V|bắt nạt V|trấn tiền của V|cô lập V|bám theo V|quấy phá V|đổ lỗi cho V|chì chiết V không biết đẻ|giữ thẻ lương của V|cầm thẻ ATM của V|lục túi V|tra hỏi V mỗi khi về trễ|đọc hết tin nhắn của V|bắt V đưa mật khẩu|đập điện thoại của V|gọi cả chục cuộc kiểm tra V|bắt V bật loa khi nghe máy|không cho V mặc áo đẹp|không cho V đi khám bệnh|không cho V uống thuốc|không cho V tiếp xúc với ai|không cho V ngủ|nhốt V ngoài sân|khóa cửa không cho V vô nhà|bỏ V ngoài đường|bắt V uống rượu|bắt V đi ăn xin|bắt V bán vé số, thiếu là đánh|bắt V nhịn cơm|bắt V ăn cơm thừa|bắt V hầu hạ|bắt V ngủ dưới đất|bắt V xin lỗi cả dòng họ|cạo đầu V|cắt tóc V|xé quần áo của V|đốt quần áo của V|quăng đồ V ra sân|không cho V gặp con|dọa lấy con của V|giành con không cho V thăm|nói xấu V khắp xóm|vu cho V ngoại tình|ghen tuông kiểm soát V|cắm sừng còn đánh V|cờ bạc rồi bắt V trả nợ|bắt V vay tiền cho|phá đồ nghề không cho V làm|bắt V bỏ việc|bỏ bê không ngó ngàng V|bỏ V nằm dơ một mình|lấy tiền trợ cấp của V|lấy tiền già của V|coi V không ra gì|coi V như súc vật|đay nghiến V|ép V phá thai|bắt V đẻ con trai|đuổi V vì không có con|lạnh lùng không nói với V cả tháng để phạt|hăm he V|rình V trước cổng|chặn đường V|nhắn tin đe dọa V|bắt V quay lại|theo V tới chỗ làm',
  ),
  sex: list(
    'sờ V|sờ mó V|sàm sỡ V|ôm V rồi sờ|rờ người V|bắt V cởi đồ|lột đồ V|ép V ngủ chung|ép V chuyện đó|đè V ra|rình V tắm|nhìn lén V|quay lén V|gạ V đi khách sạn|gạ tình V|làm bậy với V|làm chuyện người lớn với V|bắt V coi phim bậy|vô giường V ban đêm|hiếp V|cưỡng hiếp V|dụ V vô nhà rồi cởi quần|đụng chỗ kín của V|nhắn tin bậy bạ với V|xin hình hở của V|dọa tung hình V|dọa đăng clip của V|tống tiền V|bỏ thuốc V|xâm hại V|quấy rối V|làm V có bầu|bắt V chiều dù V đau|không cho là đánh V|ép V làm chuyện vợ chồng|đòi V hoài không chịu là chửi|muốn V phải chiều bất kể lúc nào|cho V tiền rồi sờ|cho V kẹo rồi bắt cởi quần|bế V lên đùi sờ|nắm tay V không buông|dụ V vô nhà nghỉ|chở V đi chỗ vắng rồi làm bậy|gõ cửa phòng V ban đêm|vô nhà tắm lúc V đang tắm|chụp lén V|khoe chỗ kín với V|bắt V đụng chỗ kín của nó|hôn V|đè V hôn|bắt V chụp hình không mặc đồ|dọa gửi clip của V cho cả xóm|đòi tiền V không thì tung hình|ghép hình V vô phim bậy|nhắn tin gạ V|bắt V đi khách|xem V thay đồ|làm chuyện đó với V|làm nhục V|ép V ngủ với ông chủ|chuốc rượu V rồi làm bậy|lợi dụng V vì V khờ',
  ),
  trade: list(
    'lừa V qua Trung Quốc|lừa V sang Campuchia|dụ V đi Lào làm việc lương cao|rủ V đi xa hứa việc nhẹ lương cao|giữ giấy tờ của V|không trả lương cho V|không cho V về|bắt V tiếp khách|bắt V làm không công|bán V|gán nợ V|ép V lấy chồng|ép V cưới|gả V cho ông già|nhận sính lễ rồi bắt V cưới|bắt V về làm vợ|bắt V bỏ học lấy chồng|hứa cho V đi Hàn Quốc rồi giữ hộ chiếu|đòi tiền chuộc V|bắt V trừ nợ|dẫn V đi làm xa rồi mất liên lạc|môi giới V lấy chồng Đài Loan|đưa V qua Thái làm massage|giữ hộ chiếu của V|giữ căn cước của V|bắt V làm 16 tiếng không trả lương|nói V còn nợ không cho nghỉ|cho V ứng tiền trước rồi bắt đi|hứa đổi đời cho V ở bên kia|dặn V đừng nói với ai rồi đưa đi|hỏi mua con của V|bắt V đi biển trừ nợ|nhốt V đòi chuộc|bắt V lừa người khác qua mạng|đem trầu cau tới bắt V cưới|coi ngày cưới cho V dù V không chịu|bắt V lấy anh họ|ép V lấy người V không thương|nhận heo nhận rượu rồi bắt V về nhà người ta|không cho V đi học, bắt lấy chồng',
  ),
  often: list(
    '|hoài|suốt|miết|riết|mỗi lần say|hôm qua|tối qua|hôm kia|hồi hôm|mấy năm nay|từ hồi cưới|từ nhỏ|lâu rồi|nhiều lần|nữa|trước mặt con|dữ lắm|em không dám nói ai|em sợ lắm|em phải làm sao|chị giúp em với|tội lắm|mà em ráng chịu|vì con em nhịn|ai cũng biết mà không ai can|hồi nhỏ|năm ngoái',
  ),
  now: list('đang|lại đang'),
  weapon: list('dao|rựa|búa|cây sắt|mã tấu|kéo|dao phay|gậy|chai bể|xăng|dao bầu'),
  soonMarry: list('tối nay|sáng mai|ngày mai|mai|chiều nay|đêm nay|lát nữa'),
  kin: list(
    'chồng em|ông xã em|vợ tui|ba em|má em|mẹ em|má chồng em|ba chồng em|con gái em|con trai em|con em|bé nhà em|cháu em|ông nội em|bà ngoại em|chị em|em gái em|em trai em|anh trai em|chị dâu em|bạn em|chị hàng xóm|ông hàng xóm|bác trưởng thôn|cô giáo|thầy giáo|bạn trai em|thằng con em|hai vợ chồng em|anh rể em|cậu em|chú em|dì em|chị Ba|anh Tư|cháu nội tui|tụi nhỏ|mẹ con em|em',
  ),
  calm: list(
    'hiền lắm|đi biển chưa về|đi rẫy từ sáng|phụ em nấu cơm|rửa chén giùm em|mới sinh em bé|đang ngủ|đang nấu cơm|đang tắm cho bé|bị cảm|bị sốt|bị ho|bị đau răng|bị trật chân|té xe trầy đầu gối|đi làm công nhân|đi bộ đội|học giỏi lắm|thi đậu rồi|mua xe mới|sửa nhà|khỏe rồi|60 tuổi rồi|16 tuổi cao hơn ba|23 tuổi mới lấy chồng|sắp cưới, 25 tuổi|thương con lắm|giữ cháu cho em đi họp|chở em đi chợ|chở em đi họp|không ăn cay được|không chịu ăn rau|không thích học toán|thích đá banh|cấm con chơi game|bắt con học bài|la con làm biếng|nói nhỏ quá|nghỉ tổ vì bận|đi học lái xe|đi chích ngừa|khóc vì nhớ mẹ|sợ ma|sợ chó|sợ nước|sợ nói trước đông người|bị ong chích|bị muỗi cắn|bị phê bình vì trễ|bị trưởng thôn la|khóa cửa đi họp|để quên chìa khóa|cho kẹo tụi nhỏ|đi Sài Gòn khám bệnh|qua Thái du lịch|về quê ăn giỗ|trồng nho|nuôi dê|bán heo được giá|hát hay lắm|đánh trống giỏi|đánh cá ngoài khơi|đập lúa|đốt rẫy|uống thuốc cảm rồi ngủ|cắt trúng tay lúc gọt xoài|giận chút rồi làm lành|cãi nhau chuyện nhỏ|mệt muốn chết|cười muốn chết|lo buổi họp quá|đang đứng đợi xe|đi đám cưới|mừng thọ 80 tuổi|mới về tới nhà|gửi hình cho em|nhắn tin hỏi lịch họp|làm tổ phó|giữ quỹ tổ|giữ sổ tiết kiệm|quản lý tiền bạc giỏi|kể chuyện hồi xưa có tục bắt vợ|kể hồi xưa bị ép gả giờ cười|80 tuổi kể chuyện thời chiến|mất năm ngoái|mất rồi nên xin nghỉ|bị điện giật nhẹ lúc sửa loa|bị bò húc|gãy tay do té cây|bị chó cắn phải chích ngừa|bị sếp la vì trễ|đi nhậu mà vui tính|nóng tính nhưng tốt bụng|dặn đừng bấm link lạ|bị hack facebook|bị lừa mua hàng mất 200 ngàn|coi phim buồn rồi khóc|giận em vì quên sinh nhật|khó ngủ vì nóng|mệt vì cấy lúa|chán cơm thèm phở|đòi mua điện thoại mới|đòi ăn chè|nghỉ học vì sốt|đang trên xe đi Phan Rang|đang đứng trước cửa ủy ban|đang ở một mình coi tivi|sắp đi học|sắp tới ngày sinh|bị lạc đường|gọi không được vì hết pin|mất điện thoại|bị mất xe|ôm con ngủ|hôn cháu|tắm chung với cháu ngoài suối|bế cháu đi chơi|nắm tay nhau múa|cầm micro run|cầm cờ đi đầu|cầm cây viết ghi danh sách|leo mái nhà chằng lại tôn|đi bệnh viện khám thai|đi cấp cứu vì đau ruột thừa|uống thuốc bổ|đòi nghỉ tổ|thương yêu nhau|nên yêu thương nhau|mới ly dị, giờ vui vẻ|ở riêng rồi|lấy chồng xa, hạnh phúc lắm',
  ),
  wish: list(
    'không muốn sống nữa|muốn chết|muốn chết cho xong|nói sống chi cho khổ|muốn biến mất|ước gì đừng thức dậy nữa|muốn ngủ luôn khỏi dậy|thấy mình vô dụng, chết đi cho rảnh|hay nghĩ tới cái chết|hay nghĩ quẩn|nghĩ dại|chán sống|hết chịu nổi rồi|kiệt sức vì bị hành|nói không còn gì để sống|thấy sống mà như chết|bỏ ăn, cứ đòi chết|hay tự cào tay|có vết cắt trên tay|sợ về nhà|không dám về nhà|nói về nhà là địa ngục|khóc hoài không dám kể ai|bầm tím đầy mình mà nói té|phải trốn qua nhà em mấy lần|chịu đòn quen rồi|bị bạo lực nhiều năm|từng bị xâm hại|bị người ta hại đời|không thiết sống|chán đời muốn đi luôn|nói mai mốt không còn ai làm phiền ai|mặt mũi bầm dập, hỏi thì nói té|giật mình mỗi khi nghe tiếng xe của chồng|đi làm về là bị tra hỏi|khổ vì chồng mà không dám bỏ|muốn thoát khỏi cảnh này|cần chỗ trốn|muốn đi khỏi nhà mà sợ|xin nhà tạm lánh|cần người giúp, khổ lắm|trong nhà có bạo lực|y như người vợ trong kịch|giống cô gái trong clip|cũng là nạn nhân|muốn tố cáo chồng|muốn ly hôn vì bị đánh|đòi ly hôn thì bị dọa|bị hàng xóm làm bậy mà giấu|đêm nào cũng la khóc|người đầy sẹo|bị xích như chó|bị bỏ đói mấy bữa|sảy thai vì bị đánh|gãy tay mà nói té xe|bị đòn hoài|khóc vì bị ép cưới|có bầu mà không biết của ai',
  ),
  attempt: list(
    'uống thuốc sâu rồi|uống thuốc cỏ, sùi bọt mép|uống cả vỉ thuốc ngủ gọi không dậy|cắt cổ tay|rạch tay chảy máu, nói muốn chết|treo cổ|muốn tự tử|muốn tự vẫn|định tự sát|đứng trên cầu đòi nhảy|leo lên mái nhà đòi nhảy|viết thư tuyệt mệnh|nhắn vĩnh biệt rồi tắt máy|chuẩn bị sẵn dây thừng rồi|mua thuốc chuột, tối nay uống|cầm lưỡi lam đòi chết|nói đêm nay là kết thúc|sắp nhảy xuống sông|nói sẽ đi luôn tối nay, đừng tìm|sắp uống thuốc ngủ|cứa tay rồi, máu chảy nhiều|muốn nhảy lầu|nói tối nay sẽ tự tử|nói chết cho ba má vừa lòng tối nay|nhắn đừng tìm nữa rồi đi ra sông|leo qua lan can rồi|mở van gas đòi chết chung|ra đường ray đứng|gửi con cho bà rồi nói đi luôn|đang cầm chai thuốc sâu|viết giấy để lại cho con rồi đi|uống hết hũ thuốc rồi',
  ),
  held: list(
    'bị giữ ở Campuchia không cho về|đang trên xe họ chở qua biên giới|bị nhốt trong phòng trọ|bị khóa trong nhà không ra được|bị người lạ kéo lên xe|bị bắt cóc|bị trói trong kho|mất tích từ tối qua, có người dụ đi|bị lôi đi làm vợ|đang ở cửa khẩu, họ giữ giấy tờ|bị xích chân|bị đưa lên tàu rồi|bị nó chở đi từ chiều chưa về, nó từng làm bậy|đang ở một mình với ông đó, ổng từng sờ mó|đang bị chở đi không biết đi đâu|bị giữ ở nhà trọ không cho ra|xe của tụi nó chở chạy rồi|bị bế đi rồi|bị nhốt dưới hầm|sáng mai họ qua bắt đi cưới|tối nay nhà trai tới rước|đang trốn trong tủ, ổng lục nhà kiếm|trốn trong nhà tắm, ổng đạp cửa|bị ổng rượt ngoài đường|bị kề dao vô cổ|bị bóp cổ nãy giờ|nằm bất động, ổng mới đánh xong|chảy máu đầu, ổng còn cầm cây|bị giữ trên tàu cá không cho vô bờ',
  ),
  age: list('12|13|14|15|16|lớp 7|lớp 8|lớp 9|mười ba|mười bốn|mười lăm'),
  early: list(
    'sắp cưới|nhà định gả|có bầu rồi|nhà trai coi ngày rồi|về ở với bạn trai|bị bắt nghỉ học lấy chồng|đã nhận sính lễ|tháng sau đám hỏi|bị kéo về làm vợ|bị ép cưới để trừ nợ|phải về nhà chồng',
  ),
  animal: list('con heo|con bò|con dê|con gà|hai con gà|mấy con vịt|con chó|đàn cừu|bò|heo|gà'),
  onAnimal: list(
    'trói O|nhốt O vô chuồng|cột O ở gốc me|giết O đãi khách|cắt cổ O|bán O|đánh O cho đi|đập chết O bệnh|lùa O về|rượt O chạy|bắt O',
  ),
  onThing: list(
    'cầm dao thái thịt|cầm dao làm cá|cầm rựa chặt củi|mài dao|mua cái rựa mới|cầm micro run quá|đốt rơm|đốt rác|đập ống heo|đập đá làm đường|đánh máy báo cáo|đánh dấu danh sách|đánh giá buổi họp|khóa xe lại|khóa cửa nhà văn hóa|quên chìa khóa|uống thuốc bổ|mua thuốc trừ sâu cho nho|đứng trên cầu chụp hình|nhảy dây|nhảy sạp|đổ xăng xe|nấu nước sôi pha trà|tạt nước té ướt hết|đá banh gãy chân|té cầu thang bầm chân|bị ong đốt sưng mặt|dao cắt trúng tay|hết pin muốn chết|cứu giùm cái file|cứu bồ cái máy|bị khóa nick zalo|tạm biệt nha mai gặp|em đi đây chiều về|chảy máu cam',
  ),
  work: list(
    'tổ em|thôn em|chi hội em|tụi em|hôm qua tổ em|tối qua thôn mình|sáng nay chi hội|tổ truyền thông|hôm kia tụi chị',
  ),
  did: list(
    'tuyên truyền về|nói chuyện về|truyền thông|sinh hoạt chủ đề|phát loa về|phát tờ rơi|họp thôn nói về|hướng dẫn bà con về|thảo luận về|dặn bà con về|hỏi đáp về|tập huấn',
  ),
  theme: list(
    'bạo lực gia đình|chồng đánh vợ|cha mẹ đánh con|xâm hại trẻ em|trẻ bị sàm sỡ|mua bán người|nạn lừa bán phụ nữ|lừa đảo việc nhẹ lương cao|tảo hôn|chuyện gả con sớm|ép cưới|hôn nhân cận huyết|bạo lực học đường|phòng tự tử|người già bị bỏ rơi|quấy rối tình dục|tống tiền trên mạng|bạo lực tinh thần|kiểm soát tiền bạc của vợ|kỹ năng phòng bị bắt cóc|dấu hiệu trẻ bị hại',
  ),
  heard: list(
    '|cho 40 người|, 35 bà con dự|, 28 chị, 12 anh|, bà con nghe chăm chú|, phát 50 tờ rơi|ở nhà văn hóa|lồng ghép họp thôn|, ai cũng hiểu ra|, mọi người vỗ tay',
  ),
  ask: list(
    'xin tờ rơi|cho em tài liệu về|có clip nào về|gửi em bài loa|cần kịch bản|xin poster|có bài nào về|gửi bản nhẹ clip|còn tờ gấp không, loại|cho chị tranh',
  ),
  play: list(
    'tiểu phẩm có cảnh|vở kịch kể|phim hôm qua có cảnh|truyện cổ có đoạn|đóng vai|hoạt cảnh|trong kịch|cảnh 2:|bài hát kể chuyện|diễn cảnh|tình huống giả định:|kịch bản:',
  ),
  news: list(
    'báo đăng vụ|trên tivi có vụ|thời sự nói vụ|trên mạng đăng vụ|nghe tin tỉnh khác có vụ|tòa xử vụ',
  ),
  general: list(
    'người chồng đánh vợ|ông chồng say rượu đập đồ|cha dượng sờ soạng con riêng của vợ|cô gái bị lừa bán qua biên giới|em bé 10 tuổi bị bắt cóc|vợ bị chồng nhốt|người chồng cầm dao dọa vợ|em gái 14 tuổi bị ép cưới|mẹ kế hành hạ con chồng|một người uống thuốc sâu tự tử|chồng giết vợ|thanh niên bị lừa sang Campuchia|nữ sinh bị tung clip|cụ già bị con đuổi ra đường|đứa trẻ bị đánh bầm mình',
  ),
  law: list(
    'thì bị phạt bao nhiêu|có phải đi tù không|là vi phạm luật nào|bị xử lý sao|là tội gì vậy chị|theo luật thì sao|thì gọi số nào|thì báo cho ai',
  ),
  deed: list(
    'đánh vợ|đánh con|ép con lấy chồng|tảo hôn|xâm hại trẻ em|lừa bán người|bạo lực gia đình|tổ chức tảo hôn|tung ảnh nhạy cảm của người khác|ngược đãi cha mẹ|giam giữ người',
  ),
  ended: list(
    'giờ thôn em hết cảnh|nhờ tuyên truyền mà bớt|năm nay không còn|quý này không ghi nhận vụ|từ khi có tổ đã giảm',
  ),
};

interface Frame {
  level: SafetyRow['level'];
  context: SafetyRow['context'];
  /** Names of lists in braces; in an act `V` stands for the victim, `O` for the animal. */
  pattern: string;
  rows: number;
}

const FRAMES: readonly Frame[] = [
  { level: 'disclosure', context: 'free', pattern: '{agent} {hit} {often}', rows: 160 },
  { level: 'disclosure', context: 'free', pattern: '{agent} {mind} {often}', rows: 240 },
  { level: 'disclosure', context: 'free', pattern: '{agent} {sex} {often}', rows: 150 },
  { level: 'disclosure', context: 'free', pattern: '{agent} {trade} {often}', rows: 110 },
  { level: 'disclosure', context: 'free', pattern: '{victim} bị {agent} {hit} {often}', rows: 60 },
  { level: 'disclosure', context: 'free', pattern: '{victim} bị {agent} {mind} {often}', rows: 50 },
  { level: 'disclosure', context: 'free', pattern: '{victim} bị {agent} {sex} {often}', rows: 50 },
  {
    level: 'disclosure',
    context: 'report_step',
    pattern: 'có một chị kể riêng với em là {agent} {hit} {often}',
    rows: 25,
  },
  {
    level: 'disclosure',
    context: 'report_step',
    pattern: 'trong buổi có cháu nói bị {agent} {sex}',
    rows: 20,
  },
  {
    level: 'disclosure',
    context: 'content_request',
    pattern: '{ask} {theme}, {agent} {hit} {often}',
    rows: 30,
  },
  { level: 'imminent', context: 'free', pattern: '{agent} {now} {hit}', rows: 70 },
  { level: 'imminent', context: 'free', pattern: 'cứu với, {agent} {now} {hit}', rows: 20 },
  { level: 'imminent', context: 'free', pattern: '{agent} cầm {weapon} {now} rượt {victim}', rows: 30 },
  { level: 'imminent', context: 'free', pattern: '{agent} cầm {weapon} đứng trước cửa', rows: 15 },
  {
    level: 'imminent',
    context: 'free',
    pattern: '{victim} bị {agent} nhốt trong nhà, không ra được',
    rows: 20,
  },
  { level: 'imminent', context: 'free', pattern: '{soonMarry} {agent} {trade}, con không chịu', rows: 25 },
  { level: 'imminent', context: 'report_step', pattern: 'khoan, {agent} {now} {hit}', rows: 15 },
  { level: 'disclosure', context: 'free', pattern: '{victim} {wish}', rows: 150 },
  { level: 'disclosure', context: 'free', pattern: '{victim} mới {age} mà {early}', rows: 50 },
  { level: 'disclosure', context: 'report_step', pattern: 'có {victim} mới {age} mà {early}', rows: 15 },
  { level: 'imminent', context: 'free', pattern: '{victim} {attempt}', rows: 80 },
  { level: 'imminent', context: 'free', pattern: '{victim} {held}', rows: 70 },
  { level: 'none', context: 'free', pattern: '{kin} {calm}', rows: 640 },
  { level: 'none', context: 'free', pattern: '{kin} {onThing}', rows: 90 },
  { level: 'none', context: 'free', pattern: '{kin} {onAnimal}', rows: 90 },
  { level: 'none', context: 'free', pattern: '{onThing}', rows: 30 },
  { level: 'none', context: 'free', pattern: '{onAnimal}', rows: 30 },
  { level: 'none', context: 'free', pattern: '{work} {did} {theme} {heard}', rows: 100 },
  { level: 'none', context: 'report_step', pattern: '{did} {theme} {heard}', rows: 50 },
  { level: 'none', context: 'content_request', pattern: '{ask} {theme}', rows: 60 },
  { level: 'none', context: 'free', pattern: '{play} {general} {heard}', rows: 90 },
  { level: 'none', context: 'content_request', pattern: '{ask} {general}', rows: 40 },
  { level: 'none', context: 'free', pattern: '{news} {general}', rows: 60 },
  { level: 'none', context: 'free', pattern: '{deed} {law}', rows: 60 },
  { level: 'none', context: 'free', pattern: '{ended} {deed}', rows: 40 },
];

/** All sentences, the same in every run. */
export function framedRows(): SafetyRow[] {
  const random = lehmer();
  const pick = (name: string) => {
    const choices = LISTS[name] as readonly string[];
    return choices[Math.floor(random() * choices.length)] as string;
  };
  return FRAMES.flatMap(({ level, context, pattern, rows }, frame) =>
    Array.from({ length: rows }, (_, n) => {
      const text = pattern
        .replace(/\{(\w+)\}/g, (_whole, name: string) => pick(name))
        .replace(/\bV\b/g, () => pick('victim'))
        .replace(/\bO\b/g, () => pick('animal'))
        .replace(/ ,/g, ',')
        .trim();
      return { id: `frame${frame}-${n}`, text, level, context };
    }),
  );
}
