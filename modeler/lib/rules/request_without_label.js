'use strict';

module.exports = require('../rules').ruleOf('request_without_label');
